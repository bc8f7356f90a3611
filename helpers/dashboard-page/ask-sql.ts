import { type PageTable, type Question, type Selection, selectionFor } from "./description";

/** A value as SQL writes it. */
const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** @returns The SQL that asks Athena what a chart wants to know, under the filters. */
export function askSql(table: PageTable, { by, sums }: Question, selection: Selection): string {
  const conditions = Object.entries(selectionFor(table, selection)).map(([column, wanted]) =>
    "from" in wanted
      ? `${column} BETWEEN ${literal(wanted.from)} AND ${literal(wanted.to)}`
      : `${column} IN (${(wanted as readonly string[]).map(literal).join(", ")})`,
  );
  const columns = [...by, ...sums.map((name) => `sum(${name}) AS ${name}`)].join(", ");
  const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
  const grouped = by.length === 0 ? "" : ` GROUP BY ${by.join(", ")} ORDER BY ${by.join(", ")}`;
  return `SELECT ${columns} FROM ${table.name}${where}${grouped}`;
}

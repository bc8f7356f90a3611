import { columns, type TableName } from "../../../datasets/retail/csv";
import { compareKeys, wrongKeys } from "../../engine/compare";
import { type Finding, open, right, wrong } from "../../engine/verdict";
import { names } from "../layout";

/** A column, as `information_schema` tells it. */
export interface SeenColumn {
  readonly table_name: string;
  readonly column_name: string;
  readonly data_type: string;
}

export const tableNames = Object.keys(columns) as TableName[];

/** The columns of each table's primary key, in any order. */
export const keyColumns: Readonly<Record<TableName, readonly string[]>> = {
  product: ["product_id"],
  receipt: ["receipt_id", "line_no"],
  balju_refund: ["entry_id"],
};

const sameType = (wanted: string, seen: string): boolean =>
  seen === wanted || (wanted === "timestamp" && seen === "timestamp without time zone");

/**
 * Judges the three tables' columns and keys.
 *
 * @param seen The columns of the schema's tables; of another schema's where it has none.
 * @param keys The columns of each table's primary key.
 * @param schema Where the tables are.
 */
export function judgeTables(
  seen: readonly SeenColumn[],
  keys: Readonly<Record<string, readonly string[]>>,
  schema: string,
): Finding {
  if (seen.length === 0) {
    return open(`The schema ${names.schema} has no tables yet.`);
  }
  if (schema !== names.schema) {
    return wrong(`The tables are in the schema ${schema}: a name without a schema means that one.`, {
      expected: names.schema,
      seen: schema,
    });
  }
  for (const table of tableNames) {
    const own = new Map(seen.filter((one) => one.table_name === table).map((one) => [one.column_name, one.data_type]));
    if (own.size === 0) {
      return wrong(`The table ${table} is missing.`, { expected: tableNames.join(", "), seen: "fewer" });
    }
    for (const [name, type] of Object.entries(columns[table])) {
      const found = own.get(name);
      if (found === undefined) {
        return wrong(`The column ${name} of ${table} is missing.`, {
          expected: Object.keys(columns[table]).join(", "),
          seen: [...own.keys()].join(", "),
        });
      }
      if (!sameType(type, found)) {
        return wrong(`${name} of ${table} has another type: ${why(type, found)}`, {
          praise: "The tables are in their schema.",
          expected: type,
          seen: found,
        });
      }
    }
    const [wanted, key] = [keyColumns[table], keys[table] ?? []];
    if ([...wanted].sort().join() !== [...key].sort().join()) {
      const reason =
        key.length === 0 ? "it has none, so that a second load doubles every row" : "two different rows may share it";
      return wrong(`The primary key of ${table} is another one: ${reason}.`, {
        praise: "Its columns are right.",
        expected: wanted.join(", "),
        seen: key.join(", ") || "none",
      });
    }
  }
  return right("Three tables, with their types and keys.");
}

function why(wanted: string, seen: string): string {
  if (seen === "text" || seen.startsWith("character")) {
    return wanted === "text" ? "text is enough." : "a text cannot be added up or compared as a number or a time.";
  }
  if (wanted === "bigint" && seen === "integer") {
    return "a receipt's number is longer than an integer.";
  }
  return wanted === "timestamp" && seen.includes("with time zone")
    ? "the till writes the shop's own time, without a zone."
    : "the store's tables have it otherwise.";
}

/** A row with every cell as text, or null. */
export type TextRow = Readonly<Record<string, string | null>>;

/** A row of the data as text. */
export function textRow(table: TableName, row: object): TextRow {
  const cells = row as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(columns[table]).map((name) => {
      const cell = cells[name];
      return [name, cell === undefined || cell === "" ? null : String(cell)];
    }),
  );
}

/** Judges what a table holds, cell by cell. */
export function judgeLoaded(table: TableName, wanted: readonly TextRow[], seen: readonly TextRow[]): Finding {
  if (seen.length === 0) {
    return open(`The table ${table} is empty.`);
  }
  const keyOf = (row: TextRow): string => keyColumns[table].map((name) => row[name]).join("-");
  const found = new Map(seen.map((row) => [keyOf(row), row]));
  const differing = wrongKeys(
    `rows of ${table}`,
    compareKeys(wanted.map(keyOf), seen.map(keyOf)),
    wanted.length,
    seen.length,
  );
  if (differing !== undefined) {
    return differing;
  }
  for (const row of wanted) {
    const other = found.get(keyOf(row)) ?? {};
    const name = Object.keys(columns[table]).find((column) => other[column] !== row[column]);
    if (name !== undefined) {
      return wrong(`${name} of ${table} is not what the file says: ${whyCell(name, row, other)}`, {
        praise: "Every row is there once.",
        expected: `${keyOf(row)}: ${row[name] ?? "NULL"}`,
        seen: other[name] ?? "NULL",
      });
    }
  }
  return right(`${seen.length} rows of ${table}.`);
}

function whyCell(name: string, wanted: TextRow, seen: TextRow): string {
  if (wanted[name] === null) {
    return "an empty cell is NULL, not a text or a number.";
  }
  if (seen[name] === null) {
    return "it is NULL.";
  }
  if (name.endsWith("_at")) {
    return "it is another time. A Date of JavaScript has a zone, the file has none.";
  }
  return name === "amount" && Number(seen[name]) === Number(wanted.unit_price) * Number(wanted.quantity)
    ? "that is the price before the promotion."
    : "it is another value.";
}

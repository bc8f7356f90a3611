import type { TrinoPage, TypeSignature } from "../../engines/trino/trino-client";
import { icebergCatalog } from "../../engines/trino/trino-config";
import { inTurns } from "../../event-loop/in-turns";
import type { Statement } from "../sql/text/statement";
import { csvLine } from "./csv";
import { valueText } from "./value-text";

/**
 * The lines of a result file, made as the pages come: CSV for rows, plain lines for a plan, nothing for the rest.
 *
 * @param onPage Sees each page before its lines; what it throws ends the query.
 */
export async function* resultLines(
  pages: AsyncIterable<TrinoPage>,
  statement: Statement,
  onPage: (page: TrinoPage) => void,
): AsyncGenerator<Buffer> {
  const rows = ["SELECT", "SHOW_FUNCTIONS"].includes(statement.substatement);
  let columns: TrinoPage["columns"];
  for await (const page of pages) {
    onPage(page);
    if (statement.substatement === "EXPLAIN") {
      yield* planLines(page);
      continue;
    }
    if (columns === undefined && page.columns !== undefined && rows) {
      yield Buffer.from(csvLine(page.columns.map(({ name }) => name)));
    }
    columns ??= page.columns;
    const types = (columns ?? []).map(({ typeSignature }) => typeSignature);
    yield* await inTurns(rowLines(rows ? (page.data ?? []) : [], types));
  }
}

const partLength = 64 * 1024;

/** The lines of a page's rows, several in a buffer. */
function* rowLines(
  rows: readonly (readonly unknown[])[],
  types: readonly TypeSignature[],
): Generator<undefined, Buffer[]> {
  const parts: Buffer[] = [];
  let part = "";
  for (const row of rows) {
    part += csvLine(types.map((type, index) => (row[index] === null ? undefined : valueText(row[index], type))));
    if (part.length > partLength) {
      parts.push(Buffer.from(part));
      part = "";
    }
    yield;
  }
  return part === "" ? parts : [...parts, Buffer.from(part)];
}

/** The plan below its column's name, with one line's end more than Trino gives, as in Athena. */
function* planLines({ columns, data }: TrinoPage): Generator<Buffer> {
  for (const [plan] of data ?? []) {
    yield Buffer.from(`${columns?.[0]?.name}\n${String(plan).replaceAll(icebergCatalog, "awsdatacatalog")}\n`);
  }
}

import type { TrinoPage } from "../../engines/trino-client";
import type { Statement } from "../sql/statement";
import { csvLine } from "./csv";
import { valueText } from "./value-text";

/**
 * The lines of a result file, made as the pages come: CSV for a SELECT, plain lines for the rest.
 *
 * @param onPage Sees each page before its lines; what it throws ends the query.
 */
export async function* resultLines(
  pages: AsyncIterable<TrinoPage>,
  statement: Statement,
  onPage: (page: TrinoPage) => void,
): AsyncGenerator<Buffer> {
  const select = statement.substatement === "SELECT";
  let columns: TrinoPage["columns"];
  for await (const page of pages) {
    onPage(page);
    if (statement.substatement === "EXPLAIN") {
      yield* planLines(page);
      continue;
    }
    if (columns === undefined && page.columns !== undefined && select) {
      yield Buffer.from(csvLine(page.columns.map(({ name }) => name)));
    }
    columns ??= page.columns;
    const types = (columns ?? []).map(({ typeSignature }) => typeSignature);
    const lines = (page.data ?? []).map((row) => {
      const values = types.map((type, index) => (row[index] === null ? undefined : valueText(row[index], type)));
      return select ? csvLine(values) : `${values.join("\t")}\n`;
    });
    if (lines.length > 0 && (select || statement.type === "UTILITY")) {
      yield Buffer.from(lines.join(""));
    }
  }
}

/** The plan's lines below its column's name, as Athena cuts them. */
function* planLines({ columns, data }: TrinoPage): Generator<Buffer> {
  for (const [plan] of data ?? []) {
    yield Buffer.from(`${columns?.[0]?.name}\n${plan}\n\n`);
  }
}

import type { TrinoChange } from "./create-table-as";
import { SqlReader } from "./sql-reader";
import { propertyList, readWrite } from "./write-properties";

/** `UNLOAD (query) TO 's3://…/' WITH (…)`. */
export interface Unload extends TrinoChange {
  readonly location: string;
}

/**
 * Turns an UNLOAD into Trino's CREATE TABLE AS.
 *
 * @param table The table that is made and, when all is written, taken out of the catalog again; as SQL has it.
 * @throws TrinoError
 * @see https://docs.aws.amazon.com/athena/latest/ug/unload.html
 */
export function unload(sql: string, table: string): Unload {
  const reader = new SqlReader(sql);
  reader.expect("UNLOAD");
  const start = reader.offset;
  skipParentheses(reader);
  const queryEnd = reader.lastEnd;
  reader.expect("TO");
  const location = reader.string();
  const { properties, session } = readWrite(reader, sql);
  reader.end();
  const target = new Map([...properties, ["external_location", `'${location.replaceAll("'", "''")}'`]]);
  return {
    location,
    edits: [
      { start: 0, end: start, text: `CREATE TABLE ${table} WITH (${propertyList(target)}) AS ` },
      { start: queryEnd, end: sql.length, text: "" },
    ],
    session,
  };
}

function skipParentheses(reader: SqlReader): void {
  reader.expect("(");
  for (let depth = 1; depth > 0; ) {
    const { text } = reader.next();
    depth += text === "(" ? 1 : text === ")" ? -1 : 0;
  }
}

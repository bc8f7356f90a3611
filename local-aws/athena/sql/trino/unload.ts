import type { Catalog } from "../../../glue/catalog/catalog";
import { knownTable } from "../../catalog/known-table";
import { SqlReader } from "../text/sql-reader";
import type { SqlText } from "../text/tokens";
import type { TrinoEdits } from "./create-table-as";
import { propertyList, readWrite } from "./write-properties";

/** The table that an UNLOAD makes, and takes out of the catalog again when all is written. */
export interface TemporaryTable {
  readonly database: string;
  readonly table: string;
}

/** In the query's database, or in any that is there. */
export function temporaryTable(catalog: Catalog, database: string, id: string): TemporaryTable {
  const names = catalog.getDatabases().map(({ Name }) => Name ?? "");
  const own = names.includes(database) ? database : (names[0] ?? database);
  return { database: own, table: `unload_${id.replaceAll("-", "_")}` };
}

/** The files stay. */
export function dropTemporary(catalog: Catalog, { database, table }: TemporaryTable): void {
  if (knownTable(catalog, database, table) !== undefined) {
    catalog.deleteTable(database, table);
  }
}

/**
 * Turns an UNLOAD into Trino's CREATE TABLE AS.
 *
 * @throws TrinoError
 * @see https://docs.aws.amazon.com/athena/latest/ug/unload.html
 */
export function unload(query: SqlText, { database, table }: TemporaryTable): TrinoEdits {
  const { sql } = query;
  const reader = new SqlReader(query);
  reader.expect("UNLOAD");
  const start = reader.offset;
  skipParentheses(reader);
  const queryEnd = reader.lastEnd;
  reader.expect("TO");
  const location = reader.string();
  const { properties, session } = readWrite(reader, sql);
  reader.end();
  if (!properties.has("format")) {
    throw reader.refusal("INVALID_TABLE_PROPERTY", "UNLOAD needs the property 'format'", sql.trimEnd().length);
  }
  const target = new Map([...properties, ["external_location", `'${location.replaceAll("'", "''")}'`]]);
  return {
    edits: [
      { start: 0, end: start, text: `CREATE TABLE "${database}"."${table}" WITH (${propertyList(target)}) AS ` },
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

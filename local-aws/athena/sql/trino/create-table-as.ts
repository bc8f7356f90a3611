import { withoutLastSlash } from "../../ddl/hive/location";
import { SqlReader } from "../text/sql-reader";
import type { SqlText } from "../text/tokens";
import type { Edit } from "./rewrite";
import { propertyList, readWrite } from "./write-properties";

/** What to change in a statement, and Trino's session properties for it. */
export interface TrinoEdits {
  readonly edits: readonly Edit[];
  readonly session: Readonly<Record<string, string>>;
}

/**
 * Turns Athena's CREATE TABLE AS into Trino's: Parquet in the query's own folder where nothing else is said.
 *
 * @param folder Where the table's files go without `external_location`; `s3://…/`.
 * @throws TrinoError
 */
export function createTableAs(query: SqlText, folder: string): TrinoEdits {
  const reader = new SqlReader(query);
  // EXPLAIN may stand before it
  while (!reader.atEnd && !reader.sees("CREATE")) {
    reader.next();
  }
  while (!reader.atEnd && !reader.sees("WITH") && !reader.sees("AS")) {
    reader.next();
  }
  const start = reader.offset;
  const { properties, session } = readWrite(reader, query.sql, "PARQUET");
  const end = reader.lastEnd > start ? reader.lastEnd : start;
  const location = new Map([["external_location", `'${folder.replaceAll("'", "''")}'`], ...properties]);
  const given = location.get("external_location") ?? "";
  location.set(
    "external_location",
    given.replace(/^'(.*)'$/s, (_, path: string) => `'${withoutLastSlash(path)}'`),
  );
  const text = `WITH (${propertyList(location)})${end === start ? " " : ""}`;
  return { edits: [{ start, end, text }], session };
}

import { withoutLastSlash } from "../../ddl/hive/location";
import { icebergWrite, inIcebergCatalog, makesIceberg } from "../iceberg/create-iceberg-as";
import { SqlReader } from "../text/sql-reader";
import type { SqlText } from "../text/tokens";
import { codecProperty } from "./codecs";
import type { Edit } from "./rewrite";
import { hiveWrite, propertyList, readGiven } from "./write-properties";

/** What to change in a statement, and Trino's session properties for it. */
export interface TrinoEdits {
  readonly edits: readonly Edit[];
  readonly session: Readonly<Record<string, string>>;
  /** The Iceberg table that it makes, and properties that it gets when it is there. */
  readonly made?: MadeIcebergTable;
}

export interface MadeIcebergTable {
  readonly database: string;
  readonly table: string;
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * Turns Athena's CREATE TABLE AS into Trino's: Parquet in the query's own folder where nothing else is said. An Iceberg
 * table is made in Trino's catalog of such tables.
 *
 * @param folder Where the table's files go without `external_location`; `s3://…/`.
 * @param database Of names without one.
 * @throws TrinoError
 */
export function createTableAs(query: SqlText, folder: string, database: string): TrinoEdits {
  const reader = new SqlReader(query);
  // EXPLAIN may stand before it
  while (!reader.atEnd && !reader.sees("CREATE")) {
    reader.next();
  }
  reader.accept("CREATE", "TABLE");
  reader.accept("IF", "NOT", "EXISTS");
  const nameStart = reader.offset;
  const name = reader.qualifiedName(database);
  const nameEnd = reader.lastEnd;
  while (!reader.atEnd && !reader.sees("WITH") && !reader.sees("AS")) {
    reader.next();
  }
  const start = reader.offset;
  const given = readGiven(reader, query.sql);
  if (makesIceberg(given)) {
    const { properties, session, kept } = icebergWrite(reader, given);
    const edits = [
      { start: nameStart, end: nameEnd, text: inIcebergCatalog(name) },
      { start, end: reader.lastEnd, text: `WITH (${propertyList(properties)})` },
    ];
    return { edits, session, made: { ...name, properties: kept } };
  }
  const { properties, session, written: files } = hiveWrite(reader, given, "PARQUET");
  const end = reader.lastEnd > start ? reader.lastEnd : start;
  const location = new Map([["external_location", `'${folder.replaceAll("'", "''")}'`], ...properties]);
  location.set(
    "external_location",
    (location.get("external_location") ?? "").replace(/^'(.*)'$/s, (_, path: string) => `'${withoutLastSlash(path)}'`),
  );
  if (files !== undefined) {
    // by which INSERT INTO goes on as the table began
    location.set("extra_properties", `MAP(ARRAY['${codecProperty(files.format)}'], ARRAY['${files.codec}'])`);
  }
  const text = `WITH (${propertyList(location)})${end === start ? " " : ""}`;
  return { edits: [{ start, end, text }], session };
}

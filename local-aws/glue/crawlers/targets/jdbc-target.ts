import type { JdbcTarget, TableInput } from "@aws-sdk/client-glue";
import type { Connections } from "../../catalog/connections/connections";
import { withPostgres } from "../../catalog/connections/postgres";
import { invalidInput } from "../../errors";
import { globPattern } from "../files/glob";

/** An include path, taken apart; `%` stands for any text. */
export interface JdbcPath {
  readonly database: string;
  readonly schema: string;
  readonly table: string;
}

/** @throws AwsError InvalidInputException where it is not like `database/schema/table`. */
export function parseJdbcPath(path: string | undefined): JdbcPath {
  const [database = "", schema = "%", table = "%", ...more] = (path ?? "").split("/");
  if (database === "" || database.includes("%") || more.length > 0) {
    throw invalidInput(`The JDBC target path ${path ?? "(none)"} is not like database/schema/table, with % for any.`);
  }
  return { database, schema: schema || "%", table: table || "%" };
}

interface ColumnRow {
  readonly table_schema: string;
  readonly table_name: string;
  readonly table_type: string;
  readonly column_name: string;
  readonly udt_name: string;
  readonly numeric_precision: number | null;
  readonly numeric_scale: number | null;
}

const columnsQuery = `
  SELECT c.table_schema, c.table_name, t.table_type, c.column_name, c.udt_name, c.numeric_precision, c.numeric_scale
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema LIKE $1 AND c.table_name LIKE $2
    AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
  ORDER BY c.table_schema, c.table_name, c.ordinal_position`;

/** A table of a database as the catalog takes it; its name lacks the crawler's prefix. */
export interface JdbcTable {
  readonly name: string;
  readonly input: TableInput;
}

/**
 * The tables and views of a PostgreSQL database, as Glue's crawlers write them.
 *
 * @throws AwsError with the message for LastCrawl.
 */
export async function readJdbcTables(
  target: JdbcTarget,
  connections: Connections,
  crawler: string,
): Promise<JdbcTable[]> {
  const { database, schema, table } = parseJdbcPath(target.Path);
  const connection = await connections.withCredentials(target.ConnectionName ?? "");
  const rows = await withPostgres(connection, database, async (client) => {
    const answer = await client.query<ColumnRow>(columnsQuery, [schema, table]);
    return answer.rows;
  });
  const exclusions = (target.Exclusions ?? []).map(globPattern);
  const tables = new Map<string, ColumnRow[]>();
  for (const row of rows) {
    const key = `${row.table_schema}/${row.table_name}`;
    if (!exclusions.some((pattern) => pattern.test(key) || pattern.test(row.table_name))) {
      tables.set(key, [...(tables.get(key) ?? []), row]);
    }
  }
  return [...tables].map(([key, columns]) => ({
    name: `${database}/${key}`,
    input: tableInput(`${database}.${key.replace("/", ".")}`, columns, connection.Name ?? "", crawler),
  }));
}

function tableInput(location: string, rows: readonly ColumnRow[], connection: string, crawler: string): TableInput {
  const parameters = {
    CrawlerSchemaDeserializerVersion: "1.0",
    CrawlerSchemaSerializerVersion: "1.0",
    UPDATED_BY_CRAWLER: crawler,
    classification: "postgresql",
    compressionType: "none",
    connectionName: connection,
    typeOfData: rows[0]?.table_type === "VIEW" ? "view" : "table",
  };
  return {
    Name: undefined,
    Owner: "owner",
    TableType: "EXTERNAL_TABLE",
    Retention: 0,
    PartitionKeys: [],
    Parameters: parameters,
    StorageDescriptor: {
      Columns: rows.map((row) => ({ Name: row.column_name.toLowerCase(), Type: hiveType(row) })),
      Location: location,
      Compressed: false,
      NumberOfBuckets: -1,
      SerdeInfo: { Parameters: {} },
      BucketColumns: [],
      SortColumns: [],
      Parameters: parameters,
      StoredAsSubDirectories: false,
    },
  };
}

/** By PostgreSQL's own name of a type; all others are text. */
const types: Readonly<Record<string, string>> = {
  int2: "smallint",
  int4: "int",
  int8: "bigint",
  float4: "float",
  float8: "double",
  bool: "boolean",
  date: "date",
  timestamp: "timestamp",
  timestamptz: "timestamp",
  bytea: "binary",
};

function hiveType({ udt_name: name, numeric_precision: precision, numeric_scale: scale }: ColumnRow): string {
  if (name === "numeric") {
    return precision === null || precision > 38 ? "decimal(38,18)" : `decimal(${precision},${scale ?? 0})`;
  }
  return types[name] ?? "string";
}

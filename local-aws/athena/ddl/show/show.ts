import { LinearPattern } from "../../../event-loop/linear-pattern";
import { isIceberg } from "../../../glue/catalog/iceberg/metadata";
import { type DdlContext, type DdlResult, resultOf } from "../ddl-result";
import { taskError } from "../hive/hive-error";
import type { HiveReader } from "../hive/hive-reader";
import { allColumns, checkDatabase, findTable, isView, keyNames } from "../hive/metastore";
import { icebergPropertyLines } from "../iceberg/show-iceberg";
import { partitionPath } from "../partitions/partition-path";
import { checkKeys, type PartitionSpec, readPartition } from "../partitions/partition-spec";
import { viewColumns } from "../views/view-columns";
import { padded } from "./padded-rows";

/** `SHOW DATABASES [LIKE 'pattern']`; the pattern is a regular expression, or `*`. */
export function showDatabases(reader: HiveReader, { catalog }: DdlContext): DdlResult {
  reader.accept("SHOW");
  const pattern = reader.within("show statement", () => {
    if (!reader.accept("SCHEMAS")) {
      reader.expect("DATABASES");
    }
    return reader.accept("LIKE") ? reader.string() : "*";
  });
  reader.end();
  const names = catalog.getDatabases().map(({ Name }) => Name ?? "");
  return resultOf(
    ["database_name"],
    pattern === "*" ? names : names.filter((name) => regularExpression(pattern).test(name)),
  );
}

function regularExpression(pattern: string): LinearPattern {
  try {
    return new LinearPattern(`^(?:${pattern})$`);
  } catch {
    throw taskError(
      `MetaException(message:Unable to get databases: java.util.regex.PatternSyntaxException: ${pattern})`,
    );
  }
}

/** `SHOW TABLES|VIEWS [IN database] [LIKE] ['pattern']`; in the pattern `*` is any text and `|` parts alternatives. */
export function showTables(reader: HiveReader, { catalog, database }: DdlContext): DdlResult {
  reader.accept("SHOW");
  const { views, from, pattern } = reader.within("show statement", () => {
    const views = !reader.accept("TABLES");
    if (views) {
      reader.expect("VIEWS");
    }
    const from = acceptFrom(reader) ? databaseName(reader) : database;
    const like = reader.accept("LIKE");
    return { views, from, pattern: like || reader.peek()?.kind === "string" ? reader.string() : "*" };
  });
  reader.end();
  checkDatabase(catalog, from);
  const expression = tablePattern(pattern);
  const names = catalog
    .getTables(from)
    .filter((table) => !views || isView(table))
    .map(({ Name }) => Name ?? "")
    .filter((name) => expression.test(name));
  return views ? { ...resultOf(["views"], names), type: "varchar" } : resultOf(["tab_name"], names);
}

function tablePattern(pattern: string): LinearPattern {
  try {
    return new LinearPattern(`^(?:${pattern.replaceAll(".*", "*").replaceAll("*", ".*")})$`, { ignoreCase: true });
  } catch {
    throw taskError(`MetaException(message:java.util.regex.PatternSyntaxException: ${pattern})`);
  }
}

/** `SHOW PARTITIONS table [PARTITION (…)]`. */
export function showPartitions(reader: HiveReader, { catalog, database }: DdlContext): DdlResult {
  const { name, spec } = reader.within("show statement", () => {
    reader.expect("SHOW", "PARTITIONS");
    const name = reader.tableName(database);
    const none: PartitionSpec = new Map();
    return { name, spec: reader.sees("PARTITION") ? readPartition(reader) : none };
  });
  reader.end();
  const table = findTable(catalog, name);
  const keys = keyNames(table);
  if (keys.length === 0) {
    throw taskError(`Table ${name.table} is not a partitioned table`);
  }
  checkKeys(table, [...spec.keys()], spec);
  const paths = catalog.partitions
    .list(name.database, name.table)
    .filter(({ Values }) => [...spec].every(([key, value]) => Values?.[keys.indexOf(key)] === value))
    .map(({ Values = [] }) => partitionPath(keys, Values));
  return resultOf(["partition"], paths.sort());
}

/** `SHOW COLUMNS FROM|IN table [FROM|IN database]`. */
export function showColumns(reader: HiveReader, { catalog, database }: DdlContext): DdlResult {
  const name = reader.within("show statement", () => {
    reader.expect("SHOW", "COLUMNS");
    if (!acceptFrom(reader)) {
      throw reader.noViable();
    }
    const table = reader.tableName(database);
    return acceptFrom(reader) ? { ...table, database: databaseName(reader) } : table;
  });
  reader.end();
  const table = findTable(catalog, name);
  if (isView(table)) {
    return viewColumns(table);
  }
  return resultOf(
    ["field"],
    allColumns(table).map(({ Name }) => padded(Name)),
  );
}

/** `SHOW TBLPROPERTIES table [('property')]`. */
export function showTableProperties(reader: HiveReader, context: DdlContext): DdlResult {
  const { catalog, database } = context;
  const { name, property } = reader.within("show statement", () => {
    reader.expect("SHOW", "TBLPROPERTIES");
    const name = reader.tableName(database);
    return { name, property: reader.sees("(") ? reader.list(() => reader.string())[0] : undefined };
  });
  reader.end();
  const table = findTable(catalog, name);
  if (isIceberg(table)) {
    return resultOf(["prpt_name", "prpt_value"], icebergPropertyLines(table, property, context));
  }
  const { Parameters = {} } = table;
  const lines =
    property === undefined
      ? Object.entries(Parameters)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, value]) => `${key}\t${value}`)
      : [Parameters[property] ?? `Table ${name.database}.${name.table} does not have property: ${property}`];
  return resultOf(["prpt_name", "prpt_value"], lines);
}

function acceptFrom(reader: HiveReader): boolean {
  return reader.accept("FROM") || reader.accept("IN");
}

/** `[catalog.]database`. */
function databaseName(reader: HiveReader): string {
  const name = reader.identifier();
  return name === "awsdatacatalog" && reader.accept(".") ? reader.identifier() : name;
}

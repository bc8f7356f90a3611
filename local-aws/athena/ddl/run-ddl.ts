import type { Column } from "@aws-sdk/client-glue";
import type { Catalog } from "../../glue/catalog/catalog";
import { AwsError } from "../../protocol/aws-error";
import type { ObjectStore } from "../../s3/object-store";
import type { PreparedStatements } from "../prepared-statements";
import { readDeallocate, readPrepare } from "../sql/prepared";
import type { Statement } from "../sql/statement";
import { readTableName, type TableName } from "../sql/table-name";
import { TokenReader } from "../sql/token-reader";
import { alterTable } from "./alter-table";
import { readCreateTable } from "./create-table";
import { repairTable } from "./partitions";
import { readProperties } from "./properties";

export interface DdlContext {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  /** The database of the query execution context. */
  readonly database: string;
  readonly prepared: PreparedStatements;
  readonly workGroup: string;
}

/** What a statement answers: columns and rows of text, as in its `.txt` result. */
export interface DdlAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly string[][];
}

const nothing: DdlAnswer = { columns: [], rows: [] };

/**
 * Runs a DDL or utility statement on the Glue catalog.
 *
 * @throws ParseError, or AwsError from the catalog.
 */
export async function runDdl(sql: string, statement: Statement, context: DdlContext): Promise<DdlAnswer> {
  const reader = new TokenReader(sql, statement.tokens);
  const { catalog, objects, database } = context;
  switch (statement.substatement) {
    case "CREATE_DATABASE":
      return createDatabase(reader, catalog);
    case "CREATE_TABLE":
      return createTable(reader, catalog, database);
    case "ALTER_TABLE":
      alterTable(reader, catalog, database);
      return nothing;
    case "DROP_DATABASE":
      return dropDatabase(reader, catalog);
    case "DROP_TABLE":
    case "DROP_VIEW":
      return dropTable(reader, catalog, database);
    case "MSCK_REPAIR_TABLE": {
      reader.expect("MSCK", "REPAIR", "TABLE");
      return lines("", await repairTable(catalog, objects, soleTable(reader, database)));
    }
    case "SHOW_DATABASES":
      return lines("database_name", matching(reader, 2, names(catalog.getDatabases())));
    case "SHOW_TABLES":
    case "SHOW_VIEWS":
      return showTables(reader, catalog, database);
    case "SHOW_PARTITIONS":
      return showPartitions(reader, catalog, database);
    case "SHOW_COLUMNS":
      return showColumns(reader, catalog, database);
    case "PREPARE": {
      const { name, statement: QueryStatement } = readPrepare(sql);
      context.prepared.put({ StatementName: name, QueryStatement, WorkGroupName: context.workGroup });
      return nothing;
    }
    case "DEALLOCATE":
      context.prepared.delete(context.prepared.get(context.workGroup, readDeallocate(sql)));
      return nothing;
    case "DESCRIBE_TABLE":
      return describe(reader, catalog, database);
    default:
      throw new AwsError("NOT_SUPPORTED", `The embedded Athena does not run ${statement.substatement}.`);
  }
}

function createDatabase(reader: TokenReader, catalog: Catalog): DdlAnswer {
  reader.next();
  reader.next();
  const ifNotExists = reader.accept("IF", "NOT", "EXISTS");
  const name = reader.name();
  const comment = reader.accept("COMMENT") ? reader.string() : undefined;
  const location = reader.accept("LOCATION") ? reader.string() : undefined;
  const parameters = reader.accept("WITH", "DBPROPERTIES") ? readProperties(reader) : undefined;
  reader.end();
  const exists = catalog.getDatabases().some((database) => database.Name === name);
  if (!(exists && ifNotExists)) {
    catalog.createDatabase({ Name: name, Description: comment, LocationUri: location, Parameters: parameters });
  }
  return nothing;
}

function createTable(reader: TokenReader, catalog: Catalog, database: string): DdlAnswer {
  const { name, ifNotExists, input } = readCreateTable(reader, database);
  const exists = catalog.getTables(name.database).some((table) => table.Name === name.table);
  if (!(exists && ifNotExists)) {
    catalog.createTable(name.database, input);
  }
  return nothing;
}

function dropDatabase(reader: TokenReader, catalog: Catalog): DdlAnswer {
  reader.next();
  reader.next();
  const ifExists = reader.accept("IF", "EXISTS");
  const name = reader.name();
  const cascade = reader.accept("CASCADE");
  reader.accept("RESTRICT");
  reader.end();
  if (ifExists && !catalog.getDatabases().some((database) => database.Name === name)) {
    return nothing;
  }
  if (!cascade && catalog.getTables(name).length > 0) {
    throw new AwsError(
      "InvalidOperationException",
      `FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. InvalidOperationException(message:Database ${name} is not empty. One or more tables exist.)`,
    );
  }
  catalog.deleteDatabase(name);
  return nothing;
}

function dropTable(reader: TokenReader, catalog: Catalog, database: string): DdlAnswer {
  reader.next();
  reader.next();
  const ifExists = reader.accept("IF", "EXISTS");
  const name = soleTable(reader, database);
  if (!ifExists || catalog.getTables(name.database).some((table) => table.Name === name.table)) {
    catalog.deleteTable(name.database, name.table);
  }
  return nothing;
}

function showTables(reader: TokenReader, catalog: Catalog, database: string): DdlAnswer {
  const views = reader.sees("SHOW", "VIEWS");
  reader.next();
  reader.next();
  const from = reader.accept("IN") || reader.accept("FROM") ? reader.name() : database;
  const tables = catalog.getTables(from).filter((table) => !views || table.TableType === "VIRTUAL_VIEW");
  return lines("tab_name", matching(reader, 0, names(tables)));
}

function showPartitions(reader: TokenReader, catalog: Catalog, database: string): DdlAnswer {
  reader.expect("SHOW", "PARTITIONS");
  const { database: own, table } = soleTable(reader, database);
  const keys = names(catalog.getTable(own, table).PartitionKeys ?? []);
  const rows = catalog.partitions
    .list(own, table)
    .map(({ Values }) => keys.map((key, index) => `${key}=${Values?.[index] ?? ""}`).join("/"));
  return lines("partition", rows);
}

function showColumns(reader: TokenReader, catalog: Catalog, database: string): DdlAnswer {
  reader.expect("SHOW", "COLUMNS");
  if (!reader.accept("IN")) {
    reader.expect("FROM");
  }
  const name = readTableName(reader, database);
  const from = reader.accept("IN") || reader.accept("FROM") ? reader.name() : name.database;
  reader.end();
  return lines("field", names(allColumns(catalog, { ...name, database: from })));
}

function describe(reader: TokenReader, catalog: Catalog, database: string): DdlAnswer {
  reader.next();
  const name = soleTable(reader, database);
  const keys = catalog.getTable(name.database, name.table).PartitionKeys ?? [];
  const rows = allColumns(catalog, name).map(describeColumn);
  const partitions = [
    ["", "", ""],
    ["# Partition Information", "", ""],
    ["# col_name", "data_type", "comment"],
    ["", "", ""],
    ...keys.map(describeColumn),
  ];
  return { columns: ["col_name", "data_type", "comment"], rows: keys.length > 0 ? [...rows, ...partitions] : rows };
}

/** Athena pads the three fields to twenty characters. */
function describeColumn({ Name, Type, Comment }: Column): string[] {
  return [Name, Type, Comment].map((text) => (text ?? "").padEnd(20));
}

function allColumns(catalog: Catalog, name: TableName): Column[] {
  const table = catalog.getTable(name.database, name.table);
  return [...(table.StorageDescriptor?.Columns ?? []), ...(table.PartitionKeys ?? [])];
}

function soleTable(reader: TokenReader, database: string): TableName {
  const name = readTableName(reader, database);
  reader.end();
  return name;
}

/** Reads what may follow, `LIKE 'regex'` or `'regex'`, and keeps the names that it matches (`*` and `|` as in Hive). */
function matching(reader: TokenReader, skip: number, all: string[]): string[] {
  for (let index = 0; index < skip; index += 1) {
    reader.next();
  }
  reader.accept("LIKE");
  const pattern = reader.peek()?.kind === "string" ? reader.string() : "*";
  reader.end();
  const expression = new RegExp(`^(?:${pattern.replaceAll(".*", "*").replaceAll("*", ".*")})$`, "i");
  return all.filter((name) => expression.test(name));
}

function names(entries: readonly { readonly Name?: string | undefined }[]): string[] {
  return entries.map(({ Name }) => Name ?? "");
}

function lines(column: string, values: readonly string[]): DdlAnswer {
  return { columns: [column], rows: values.map((value) => [value]) };
}

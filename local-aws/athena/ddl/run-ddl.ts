import { AwsError } from "../../protocol/aws-error";
import { readDeallocate, readPrepare } from "../sql/text/prepared";
import { SqlReader } from "../sql/text/sql-reader";
import type { Statement } from "../sql/text/statement";
import { alterTable } from "./alter-table/alter-table";
import { alterDatabase, createDatabase, dropDatabase } from "./databases";
import { type DdlContext, type DdlResult, noResult } from "./ddl-result";
import { HiveReader } from "./hive/hive-reader";
import { asksForIceberg, createIcebergTable } from "./iceberg/create-iceberg-table";
import { repairTable } from "./partitions/msck-repair-table";
import { describe } from "./show/describe";
import { showColumns, showDatabases, showPartitions, showTableProperties, showTables } from "./show/show";
import { showCreateTable } from "./show/show-create-table";
import { createTable } from "./tables/create-table";
import { dropTable } from "./tables/drop-table";
import { dropView } from "./views/drop-view";
import { showCreateView } from "./views/show-create-view";

type InHive = (reader: HiveReader, context: DdlContext) => DdlResult | Promise<DdlResult>;
type InSql = (reader: SqlReader, context: DdlContext) => DdlResult;

/** Statements in Hive's grammar, by Athena's name of their kind. */
const inHive: Readonly<Record<string, InHive>> = {
  CREATE_DATABASE: createDatabase,
  ALTER_DATABASE: alterDatabase,
  DROP_DATABASE: dropDatabase,
  CREATE_TABLE: createTable,
  DROP_TABLE: dropTable,
  MSCK_REPAIR: repairTable,
  SHOW_DATABASES: showDatabases,
  SHOW_TABLES: showTables,
  SHOW_VIEWS: showTables,
  SHOW_PARTITIONS: showPartitions,
  SHOW_COLUMNS: showColumns,
  SHOW_TABLE_PROPERTIES: showTableProperties,
  SHOW_CREATE_TABLE: showCreateTable,
  DESCRIBE_TABLE: describe,
};

/** Statements in Trino's grammar that need no Trino. */
const inSql: Readonly<Record<string, InSql>> = {
  DROP_VIEW: dropView,
  SHOW_CREATE_VIEW: showCreateView,
  PREPARE: prepare,
  DEALLOCATE: deallocate,
};

/**
 * Runs a DDL or utility statement on the Glue catalog.
 *
 * @throws HiveError, TrinoError, or AwsError from the catalog.
 */
export async function runDdl({ substatement, text }: Statement, context: DdlContext): Promise<DdlResult> {
  const hive = substatement.startsWith("ALTER_TABLE") ? alterTable : inHive[substatement];
  if (hive !== undefined) {
    const read = await text.inHive();
    const isIceberg = substatement === "CREATE_TABLE" && asksForIceberg(read);
    return (isIceberg ? createIcebergTable : hive)(new HiveReader(read), context);
  }
  const other = inSql[substatement];
  if (other === undefined) {
    throw new AwsError("NOT_SUPPORTED", `The embedded Athena does not run ${substatement}.`);
  }
  return other(new SqlReader(text), context);
}

function prepare(reader: SqlReader, { prepared, workGroup }: DdlContext): DdlResult {
  const { name, statement: QueryStatement } = readPrepare(reader);
  prepared.put({ StatementName: name, QueryStatement, WorkGroupName: workGroup });
  return noResult;
}

function deallocate(reader: SqlReader, { prepared, workGroup }: DdlContext): DdlResult {
  prepared.delete(prepared.get(workGroup, readDeallocate(reader)));
  return noResult;
}

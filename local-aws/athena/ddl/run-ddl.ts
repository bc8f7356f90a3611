import { AwsError } from "../../protocol/aws-error";
import { readDeallocate, readPrepare } from "../sql/text/prepared";
import { SqlReader } from "../sql/text/sql-reader";
import type { Statement } from "../sql/text/statement";
import { alterTable } from "./alter-table/alter-table";
import { alterDatabase, createDatabase, dropDatabase } from "./databases";
import { type DdlAnswer, type DdlContext, nothing } from "./ddl-result";
import { HiveReader } from "./hive/hive-reader";
import { repairTable } from "./partitions/msck-repair-table";
import { describe } from "./show/describe";
import { showColumns, showDatabases, showPartitions, showTableProperties, showTables } from "./show/show";
import { showCreateTable, showCreateView } from "./show/show-create";
import { createTable } from "./tables/create-table";
import { dropTable, dropView } from "./tables/drop-table";

type InHive = (reader: HiveReader, context: DdlContext) => DdlAnswer | Promise<DdlAnswer>;
type InSql = (reader: SqlReader, context: DdlContext) => DdlAnswer;

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
export async function runDdl({ substatement, text }: Statement, context: DdlContext): Promise<DdlAnswer> {
  const hive = substatement.startsWith("ALTER_TABLE") ? alterTable : inHive[substatement];
  if (hive !== undefined) {
    return hive(new HiveReader(await text.inHive()), context);
  }
  const other = inSql[substatement];
  if (other === undefined) {
    throw new AwsError("NOT_SUPPORTED", `The embedded Athena does not run ${substatement}.`);
  }
  return other(new SqlReader(text), context);
}

function prepare(reader: SqlReader, { prepared, workGroup }: DdlContext): DdlAnswer {
  const { name, statement: QueryStatement } = readPrepare(reader);
  prepared.put({ StatementName: name, QueryStatement, WorkGroupName: workGroup });
  return nothing;
}

function deallocate(reader: SqlReader, { prepared, workGroup }: DdlContext): DdlAnswer {
  prepared.delete(prepared.get(workGroup, readDeallocate(reader)));
  return nothing;
}

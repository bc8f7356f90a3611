import type { Column, TableInput } from "@aws-sdk/client-glue";
import { inTurns } from "../../../event-loop/in-turns";
import type { TableName } from "../../sql/text/table-name";
import { type DdlContext, type DdlResult, noResult } from "../ddl-result";
import { checkDistinct, readColumns } from "../hive/columns";
import { HiveError, taskError } from "../hive/hive-error";
import type { HiveReader } from "../hive/hive-reader";
import { readLocation } from "../hive/location";
import { ddlTime, hasTable } from "../hive/metastore";
import { readProperties } from "../hive/properties";
import { readStorage, type Storage } from "./storage";

/**
 * Runs `CREATE EXTERNAL TABLE`.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-table.html
 */
export async function createTable(reader: HiveReader, { catalog, database }: DdlContext): Promise<DdlResult> {
  const { name, ifNotExists, input } = await checkCreateTable(reader, database);
  if (hasTable(catalog, name)) {
    if (ifNotExists) {
      return noResult;
    }
    throw tableExists(name.table);
  }
  catalog.createTable(name.database, input);
  return noResult;
}

export const tableExists = (table: string): HiveError =>
  taskError(`AlreadyExistsException(message:Table ${table} already exist)`, 1006, `Table ${table} already exists.`);

/**
 * Reads a `CREATE TABLE` and makes the catalog's table of it, as far as that needs no catalog. Where it has many columns,
 * others get their turn in between.
 *
 * @throws ParseError, HiveError
 */
export async function checkCreateTable(reader: HiveReader, database: string) {
  const steps = reader.stepsWithin("create table statement", readCreateTable(reader, database));
  const statement = await inTurns(steps);
  reader.end();
  const input = toTableInput(statement);
  if (!statement.external) {
    throw new HiveError(notExternal);
  }
  return { name: statement.name, ifNotExists: statement.ifNotExists, input };
}

export const noLocation = "No location was specified for table. An S3 location must be specified";
export const notExternal = "External keyword required for table type HIVE";

interface CreateTable {
  readonly name: TableName;
  readonly external: boolean;
  readonly ifNotExists: boolean;
  readonly columns: Column[];
  readonly comment: string | undefined;
  readonly partitionKeys: Column[];
  readonly buckets: Buckets;
  readonly storage: Storage;
  readonly location: string | undefined;
  readonly properties: Record<string, string>;
}

interface Buckets {
  readonly columns: string[];
  readonly count: number;
}

/** The clauses come in this order in Hive. */
function* readCreateTable(reader: HiveReader, database: string): Generator<undefined, CreateTable> {
  reader.expect("CREATE");
  const external = reader.accept("EXTERNAL");
  reader.expect("TABLE");
  return {
    external,
    ifNotExists: reader.accept("IF", "NOT", "EXISTS"),
    name: reader.tableName(database),
    columns: reader.sees("(") ? yield* readColumns(reader) : [],
    comment: reader.accept("COMMENT") ? reader.string() : undefined,
    partitionKeys: reader.accept("PARTITIONED", "BY") ? yield* readColumns(reader) : [],
    buckets: readBuckets(reader),
    storage: readStorage(reader),
    location: reader.accept("LOCATION") ? readLocation(reader) : undefined,
    properties: reader.accept("TBLPROPERTIES") ? readProperties(reader) : {},
  };
}

/** `CLUSTERED BY (column, …) INTO n BUCKETS`; none are -1 buckets. */
function readBuckets(reader: HiveReader): Buckets {
  if (!reader.accept("CLUSTERED", "BY")) {
    return { columns: [], count: -1 };
  }
  return reader.within("table buckets specification", () => {
    const columns = reader.list(() => reader.identifier());
    reader.expect("INTO");
    const count = Number(reader.number());
    reader.expect("BUCKETS");
    return { columns, count };
  });
}

function toTableInput({ name, columns, partitionKeys, ...table }: CreateTable): TableInput {
  if (table.location === undefined) {
    throw new HiveError(noLocation);
  }
  checkDistinct(columns, partitionKeys);
  return {
    Name: name.table,
    Owner: "hadoop",
    ...(table.comment !== undefined && { Description: table.comment }),
    TableType: "EXTERNAL_TABLE",
    Parameters: {
      EXTERNAL: "TRUE",
      ...(table.comment !== undefined && { comment: table.comment }),
      ...table.properties,
      transient_lastDdlTime: ddlTime(),
    },
    PartitionKeys: partitionKeys,
    StorageDescriptor: {
      Columns: columns,
      Location: table.location,
      ...table.storage,
      Compressed: false,
      NumberOfBuckets: table.buckets.count,
      BucketColumns: table.buckets.columns,
      SortColumns: [],
      Parameters: {},
      SkewedInfo: { SkewedColumnNames: [], SkewedColumnValues: [], SkewedColumnValueLocationMaps: {} },
      StoredAsSubDirectories: false,
    },
  };
}

import type { Column } from "@aws-sdk/client-glue";
import { inTurns } from "../../../event-loop/in-turns";
import { newMetadata } from "../../../glue/catalog/iceberg/new-table";
import { type Field, FieldIds, icebergFields, NoIcebergType } from "../../../glue/catalog/iceberg/types";
import type { SqlText } from "../../sql/text/tokens";
import { type DdlContext, type DdlResult, noResult } from "../ddl-result";
import { checkDistinct, readColumns } from "../hive/columns";
import { HiveError, semanticError } from "../hive/hive-error";
import type { HiveReader } from "../hive/hive-reader";
import { readLocation } from "../hive/location";
import { hasTable } from "../hive/metastore";
import { readProperties } from "../hive/properties";
import { noLocation, tableExists } from "../tables/create-table";
import { icebergProperties } from "./athena-properties";
import { icebergTables, requireIceberg } from "./iceberg-context";
import { partitionFields, readPartitionTerms } from "./partition-fields";

/** Whether a CREATE TABLE has the property `'table_type'='ICEBERG'`, which asks for another grammar than Hive's. */
export function asksForIceberg({ tokens }: Pick<SqlText, "tokens">): boolean {
  return tokens.some(
    ({ kind, value }, index) =>
      kind === "string" &&
      value === "table_type" &&
      tokens[index + 1]?.text === "=" &&
      tokens[index + 2]?.value.toLowerCase() === "iceberg",
  );
}

const external = "External keyword not supported for table type ICEBERG";

/**
 * Runs `CREATE TABLE … TBLPROPERTIES ('table_type'='ICEBERG')`: an empty table of the format's version 2.
 *
 * @throws HiveError
 * @see https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-creating-tables.html
 */
export async function createIcebergTable(reader: HiveReader, context: DdlContext): Promise<DdlResult> {
  const { name, ifNotExists, ...table } = await readIcebergTable(reader, context.database);
  requireIceberg();
  if (hasTable(context.catalog, name)) {
    if (ifNotExists) {
      return noResult;
    }
    throw tableExists(name.table);
  }
  const ids = new FieldIds();
  const fields = fieldsOfDdl(table.columns, ids);
  const { table_type: _type, ...properties } = table.properties;
  const metadata = newMetadata({
    location: table.location,
    fields,
    lastColumnId: ids.last,
    partition: partitionFields(table.terms, fields),
    properties: {
      ...icebergProperties(properties),
      ...(table.comment !== undefined && { comment: table.comment }),
    },
  });
  const input = { Name: name.table, ...(table.comment !== undefined && { Description: table.comment }) };
  await icebergTables(context).create(name.database, input, metadata);
  return noResult;
}

/** Reads the statement as far as that needs no catalog. @throws ParseError, HiveError */
export async function readIcebergTable(reader: HiveReader, database: string) {
  const statement = await inTurns(reader.stepsWithin("create table statement", clauses(reader, database)));
  reader.end();
  const { location } = statement;
  if (location === undefined) {
    throw new HiveError(noLocation);
  }
  checkDistinct(statement.columns);
  return { ...statement, location };
}

function* clauses(reader: HiveReader, database: string) {
  reader.expect("CREATE");
  if (reader.sees("EXTERNAL")) {
    throw new HiveError(external);
  }
  reader.expect("TABLE");
  return {
    ifNotExists: reader.accept("IF", "NOT", "EXISTS"),
    name: reader.tableName(database),
    columns: yield* readColumns(reader),
    comment: reader.accept("COMMENT") ? reader.string() : undefined,
    terms: reader.accept("PARTITIONED", "BY") ? readPartitionTerms(reader) : [],
    location: reader.accept("LOCATION") ? readLocation(reader) : undefined,
    properties: reader.accept("TBLPROPERTIES") ? readProperties(reader) : {},
  };
}

/** Columns of DDL as fields. @throws HiveError for a type that Iceberg lacks. */
export function fieldsOfDdl(columns: readonly Column[], ids: FieldIds): Field[] {
  try {
    return icebergFields(columns, ids);
  } catch (error) {
    throw error instanceof NoIcebergType ? semanticError(error.message, 1200) : error;
  }
}

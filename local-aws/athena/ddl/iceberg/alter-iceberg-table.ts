import type { Table } from "@aws-sdk/client-glue";
import { inTurns } from "../../../event-loop/in-turns";
import { currentSchema, currentSpec, type IcebergMetadata } from "../../../glue/catalog/iceberg/metadata";
import { withFields } from "../../../glue/catalog/iceberg/schema-changes";
import { type Field, FieldIds, isWider } from "../../../glue/catalog/iceberg/types";
import { type DdlContext, type DdlResult, noResult } from "../ddl-result";
import { readColumn, readColumns } from "../hive/columns";
import { semanticError, taskError } from "../hive/hive-error";
import type { HiveReader } from "../hive/hive-reader";
import { checkDatabase, hasTable } from "../hive/metastore";
import { readPropertiesInSteps } from "../hive/properties";
import { tableExists } from "../tables/create-table";
import { icebergProperties, withoutProperties } from "./athena-properties";
import { fieldsOfDdl } from "./create-iceberg-table";
import { icebergTables, requireIceberg } from "./iceberg-context";

type Change = (metadata: IcebergMetadata) => IcebergMetadata;

/**
 * Runs `ALTER TABLE` on an Iceberg table, behind the table's name: all of it changes metadata only.
 *
 * @throws HiveError
 * @see https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-evolving-table-schema.html
 */
export async function alterIcebergTable(reader: HiveReader, table: Table, context: DdlContext): Promise<DdlResult> {
  const { DatabaseName: database = "", Name = "" } = table;
  requireIceberg();
  if (reader.accept("RENAME", "TO")) {
    const name = reader.tableName(context.database);
    reader.end();
    rename(table, name, context);
    return noResult;
  }
  const change = await inTurns(reader.stepsWithin("alter table statement", readChange(reader)));
  reader.end();
  await icebergTables(context).change(database, Name, change);
  return noResult;
}

function* readChange(reader: HiveReader): Generator<undefined, Change> {
  if (reader.accept("ADD", "COLUMNS")) {
    const columns = yield* readColumns(reader);
    return (metadata) => {
      const ids = new FieldIds(metadata["last-column-id"]);
      const added = fieldsOfDdl(columns, ids);
      const fields = [...currentSchema(metadata).fields];
      for (const field of added) {
        checkNew(fields, field.name);
        fields.push(field);
      }
      return withFields(metadata, fields, ids.last);
    };
  }
  if (reader.accept("DROP", "COLUMN")) {
    const name = reader.identifier();
    return (metadata) => withFields(metadata, withoutField(metadata, name));
  }
  if (reader.accept("CHANGE")) {
    return readChangeColumn(reader);
  }
  if (reader.accept("SET", "TBLPROPERTIES")) {
    const properties = yield* readPropertiesInSteps(reader);
    return (metadata) => ({ ...metadata, properties: icebergProperties(properties, metadata.properties) });
  }
  if (reader.accept("UNSET", "TBLPROPERTIES")) {
    const names = reader.list(() => reader.string());
    return (metadata) => ({ ...metadata, properties: withoutProperties(metadata.properties ?? {}, names) });
  }
  throw reader.sees("REPLACE", "COLUMNS")
    ? semanticError("ALTER TABLE REPLACE COLUMNS is not supported for Iceberg tables", 1200)
    : reader.noViable();
}

/** `CHANGE [COLUMN] old new type [COMMENT '…'] [FIRST|AFTER column]` */
function readChangeColumn(reader: HiveReader): Change {
  reader.accept("COLUMN");
  const old = reader.identifier();
  const column = readColumn(reader);
  const first = reader.accept("FIRST");
  const after = !first && reader.accept("AFTER") ? reader.identifier() : undefined;
  return (metadata) => {
    const { fields } = currentSchema(metadata);
    const before = find(fields, old);
    const [wanted] = fieldsOfDdl([column], new FieldIds(metadata["last-column-id"]));
    if (wanted === undefined) {
      return metadata;
    }
    if (wanted.name !== before.name) {
      checkNew(fields, wanted.name);
    }
    const changed: Field = {
      ...before,
      name: wanted.name,
      type: sameType(before, wanted) ? before.type : wanted.type,
      ...(wanted.doc !== undefined && { doc: wanted.doc }),
    };
    const others = fields.filter(({ id }) => id !== before.id);
    const place = first ? 0 : after === undefined ? fields.indexOf(before) : others.indexOf(find(others, after)) + 1;
    return withFields(metadata, others.toSpliced(place, 0, changed));
  };
}

/** @returns False where the type becomes a wider one. @throws HiveError where it would become another. */
function sameType({ name, type: old }: Field, { type }: Field): boolean {
  if (JSON.stringify(withoutIds(old)) === JSON.stringify(withoutIds(type))) {
    return true;
  }
  if (isWider(old, type)) {
    return false;
  }
  throw taskError(
    `Cannot change column type: ${name}: ${JSON.stringify(withoutIds(old))} -> ${JSON.stringify(withoutIds(type))}`,
    1200,
  );
}

/** A type without the ids of its fields and without what DDL does not tell. */
function withoutIds(type: Field["type"]): unknown {
  if (typeof type === "string") {
    return type;
  }
  switch (type.type) {
    case "list":
      return [withoutIds(type.element)];
    case "map":
      return [withoutIds(type.key), withoutIds(type.value)];
    case "struct":
      return type.fields.map((field) => [field.name, withoutIds(field.type)]);
  }
}

function withoutField(metadata: IcebergMetadata, name: string): Field[] {
  const { fields } = currentSchema(metadata);
  const { id } = find(fields, name);
  if (currentSpec(metadata).some((field) => field["source-id"] === id)) {
    throw taskError(`Cannot drop the column ${name}: the table is partitioned by it`, 1200);
  }
  if (fields.length === 1) {
    throw taskError(`Cannot drop the column ${name}: a table has one column at least`, 1200);
  }
  return fields.filter((field) => field.id !== id);
}

function find(fields: readonly Field[], name: string): Field {
  const field = fields.find((each) => each.name.toLowerCase() === name);
  if (field === undefined) {
    throw taskError(`Invalid column reference ${name}`);
  }
  return field;
}

function checkNew(fields: readonly Field[], name: string): void {
  if (fields.some((field) => field.name.toLowerCase() === name)) {
    throw taskError(`Duplicate column name: ${name}`);
  }
}

/** A table of another name over the same metadata, as Iceberg's own Glue catalog renames. */
function rename(
  { DatabaseName = "", Name = "", ...table }: Table,
  name: { readonly database: string; readonly table: string },
  { catalog }: DdlContext,
): void {
  checkDatabase(catalog, name.database);
  if (hasTable(catalog, { ...name, text: `${name.database}.${name.table}` })) {
    throw tableExists(name.table);
  }
  const { Description, Owner, Retention, PartitionKeys, StorageDescriptor, TableType, Parameters } = table;
  const input = { Description, Owner, Retention, PartitionKeys, StorageDescriptor, TableType, Parameters };
  catalog.createTable(name.database, { Name: name.table, ...input });
  catalog.deleteTable(DatabaseName, Name);
}

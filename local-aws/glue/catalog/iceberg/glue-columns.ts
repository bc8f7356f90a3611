import type { Column, StorageDescriptor, TableInput } from "@aws-sdk/client-glue";
import { currentSchema, type IcebergMetadata, type Schema } from "./metadata";
import { type Field, hiveType } from "./types";

/** Whether a column of the catalog's is one of the table as it is now; Glue keeps those that were dropped, too. */
export const isCurrent = ({ Parameters }: Column): boolean => Parameters?.["iceberg.field.current"] !== "false";

/** The columns of an Iceberg table as its Glue catalog writes them: those of now, then those of before. */
export function glueColumns(metadata: IcebergMetadata): Column[] {
  const current = currentSchema(metadata);
  const columns = current.fields.map((field) => column(field, true));
  const names = new Set(columns.map(({ Name }) => Name));
  for (const schema of metadata.schemas) {
    for (const field of former(schema, names)) {
      columns.push(column(field, false));
      names.add(field.name.toLowerCase());
    }
  }
  return columns;
}

const former = (schema: Schema, names: ReadonlySet<string | undefined>): Field[] =>
  schema.fields.filter(({ name }) => !names.has(name.toLowerCase()));

function column({ id, name, required, type, doc }: Field, isNow: boolean): Column {
  return {
    Name: name.toLowerCase(),
    Type: hiveType(type),
    ...(doc !== undefined && { Comment: doc }),
    Parameters: {
      "iceberg.field.current": String(isNow),
      "iceberg.field.id": String(id),
      "iceberg.field.optional": String(!required),
    },
  };
}

/** How an Iceberg table stands in the catalog. @param file The metadata's, `s3://…`. @param before The one before it. */
export function glueTable(metadata: IcebergMetadata, file: string, before: string | undefined): Partial<TableInput> {
  const StorageDescriptor: StorageDescriptor = { Columns: glueColumns(metadata), Location: metadata.location };
  return {
    TableType: "EXTERNAL_TABLE",
    Parameters: {
      table_type: "ICEBERG",
      metadata_location: file,
      ...(before !== undefined && { previous_metadata_location: before }),
    },
    PartitionKeys: [],
    StorageDescriptor,
  };
}

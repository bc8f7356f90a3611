import type { Column, IcebergInput, TableInput } from "@aws-sdk/client-glue";
import { invalidInput, required } from "../../errors";
import type { IcebergTables } from "./iceberg-tables";
import { newMetadata } from "./new-table";
import { type Field, FieldIds, icebergFields, NoIcebergType } from "./types";

/**
 * Makes an Iceberg table, its first metadata file included, as CreateTable does with `OpenTableFormatInput`.
 *
 * @throws AwsError InvalidInputException where the table has no location, no columns, or types that Iceberg lacks.
 * @see https://docs.aws.amazon.com/glue/latest/dg/populate-otf.html
 */
export async function createOpenTable(
  tables: IcebergTables,
  database: string,
  { StorageDescriptor, PartitionKeys = [], Parameters = {}, ...input }: TableInput,
  { Version = "2" }: IcebergInput,
): Promise<void> {
  if (!["1", "2"].includes(Version)) {
    throw invalidInput(`The embedded AWS does not make Iceberg tables of version ${Version}.`);
  }
  const formatVersion = Number(Version);
  if (PartitionKeys.length > 0) {
    throw invalidInput("An Iceberg table has no PartitionKeys.");
  }
  const location = required("tableInput.storageDescriptor.location", StorageDescriptor?.Location).replace(/\/+$/, "");
  const columns = StorageDescriptor?.Columns ?? [];
  if (columns.length === 0) {
    throw invalidInput("An Iceberg table needs columns.");
  }
  const ids = new FieldIds();
  const fields = fieldsOf(columns, ids);
  const { table_type: _type, metadata_location: _file, ...properties } = Parameters;
  const metadata = newMetadata({ location, fields, lastColumnId: ids.last, partition: [], properties, formatVersion });
  await tables.create(database, input, metadata);
}

function fieldsOf(columns: readonly Column[], ids: FieldIds): Field[] {
  const plain = columns.map(({ Type = "", ...column }) => ({
    ...column,
    Type: Type.toLowerCase().replaceAll(" ", ""),
  }));
  try {
    return icebergFields(plain, ids).map((field) => ({ ...field, name: field.name.toLowerCase() }));
  } catch (error) {
    throw error instanceof NoIcebergType ? invalidInput(error.message) : error;
  }
}

import type { GetTableMetadataInput, GetTableMetadataOutput, TableMetadata } from "@aws-sdk/client-athena";
import type { StorageDescriptor, Table } from "@aws-sdk/client-glue";
import type { AthenaContext } from "../athena-context";
import { checkCatalog } from "../catalog/data-catalog";
import { asMetadataException } from "../catalog/metadata-exception";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetTableMetadata.html */
export function getTableMetadata(context: AthenaContext, input: GetTableMetadataInput): GetTableMetadataOutput {
  checkCatalog(input.CatalogName);
  const table = asMetadataException(() => context.catalog.getTable(input.DatabaseName ?? "", input.TableName ?? ""));
  return { TableMetadata: toMetadata(table) };
}

/** A table of the catalog as Athena tells it. */
export function toMetadata({
  Name,
  CreateTime,
  TableType,
  PartitionKeys,
  Parameters,
  StorageDescriptor,
}: Table): TableMetadata {
  return {
    Name,
    CreateTime,
    TableType,
    Columns: StorageDescriptor?.Columns?.map(({ Name, Type, Comment }) => ({ Name, Type, Comment })) ?? [],
    PartitionKeys: PartitionKeys?.map(({ Name, Type, Comment }) => ({ Name, Type, Comment })) ?? [],
    Parameters: { ...Parameters, ...storageParameters(StorageDescriptor) },
  };
}

/** How a table is stored, among its parameters. What is not known is not told. */
function storageParameters(storage: StorageDescriptor | undefined): Record<string, string> {
  const { Location, InputFormat, OutputFormat, SerdeInfo } = storage ?? {};
  const ofSerde = Object.entries(SerdeInfo?.Parameters ?? {}).map(([name, value]) => [`serde.param.${name}`, value]);
  return {
    ...(Location && { location: Location }),
    ...(InputFormat && { inputformat: InputFormat }),
    ...(OutputFormat && { outputformat: OutputFormat }),
    ...(SerdeInfo?.SerializationLibrary && { "serde.serialization.lib": SerdeInfo.SerializationLibrary }),
    ...Object.fromEntries(ofSerde),
  };
}

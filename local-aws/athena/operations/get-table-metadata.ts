import type { GetTableMetadataInput, GetTableMetadataOutput, TableMetadata } from "@aws-sdk/client-athena";
import type { Table } from "@aws-sdk/client-glue";
import { AwsError } from "../../protocol/aws-error";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetTableMetadata.html */
export function getTableMetadata(context: AthenaContext, input: GetTableMetadataInput): GetTableMetadataOutput {
  try {
    return { TableMetadata: toMetadata(context.catalog.getTable(input.DatabaseName ?? "", input.TableName ?? "")) };
  } catch (error) {
    if (error instanceof AwsError) {
      throw new AwsError("MetadataException", `${error.code}: ${error.message}`);
    }
    throw error;
  }
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
    Parameters: {
      ...Parameters,
      ...(StorageDescriptor?.Location && { location: StorageDescriptor.Location }),
      ...(StorageDescriptor?.InputFormat && { inputformat: StorageDescriptor.InputFormat }),
      ...(StorageDescriptor?.OutputFormat && { outputformat: StorageDescriptor.OutputFormat }),
    },
  };
}

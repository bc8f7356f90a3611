import type { CreateTableRequest, CreateTableResponse } from "@aws-sdk/client-glue";
import { checkName, invalidInput, required } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { createOpenTable } from "../iceberg/open-table-format";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateTable.html */
export async function createTable(
  { catalog, iceberg }: GlueContext,
  { DatabaseName, TableInput, PartitionIndexes, OpenTableFormatInput }: CreateTableRequest,
): Promise<CreateTableResponse> {
  const database = checkName("databaseName", DatabaseName);
  const input = required("tableInput", TableInput);
  if (OpenTableFormatInput?.IcebergInput === undefined) {
    catalog.createTable(database, input, PartitionIndexes);
  } else {
    if (PartitionIndexes !== undefined) {
      throw invalidInput("An Iceberg table has no PartitionIndexes.");
    }
    await createOpenTable(iceberg, database, input, OpenTableFormatInput.IcebergInput);
  }
  return {};
}

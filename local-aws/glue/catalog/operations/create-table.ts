import type { CreateTableRequest, CreateTableResponse } from "@aws-sdk/client-glue";
import { checkName, required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateTable.html */
export function createTable({ catalog }: GlueContext, input: CreateTableRequest): CreateTableResponse {
  catalog.createTable(
    checkName("databaseName", input.DatabaseName),
    required("tableInput", input.TableInput),
    input.PartitionIndexes,
  );
  return {};
}

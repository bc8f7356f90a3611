import type { BatchCreatePartitionRequest, BatchCreatePartitionResponse } from "@aws-sdk/client-glue";
import { atMost, checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchCreatePartition.html */
export function batchCreatePartition(
  { catalog }: GlueContext,
  input: BatchCreatePartitionRequest,
): BatchCreatePartitionResponse {
  const inputs = atMost(100, "partitionInputList", input.PartitionInputList);
  return {
    Errors: catalog.partitions.createAll(
      checkName("databaseName", input.DatabaseName),
      checkName("tableName", input.TableName),
      inputs,
    ),
  };
}

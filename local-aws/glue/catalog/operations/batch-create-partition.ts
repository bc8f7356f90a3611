import type { BatchCreatePartitionRequest, BatchCreatePartitionResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchCreatePartition.html */
export function batchCreatePartition(
  { catalog }: GlueContext,
  input: Checked<BatchCreatePartitionRequest>,
): BatchCreatePartitionResponse {
  const inputs = input.PartitionInputList;
  return {
    Errors: catalog.partitions.createAll(
      checkName("databaseName", input.DatabaseName),
      checkName("tableName", input.TableName),
      inputs,
    ),
  };
}

import type { GetPartitionRequest, GetPartitionResponse } from "@aws-sdk/client-glue";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartition.html */
export function getPartition({ catalog }: GlueContext, input: GetPartitionRequest): GetPartitionResponse {
  return {
    Partition: catalog.partitions.get(
      checkName("databaseName", input.DatabaseName),
      checkName("tableName", input.TableName),
      input.PartitionValues,
    ),
  };
}

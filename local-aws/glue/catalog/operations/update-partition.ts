import type { UpdatePartitionRequest, UpdatePartitionResponse } from "@aws-sdk/client-glue";
import { checkName, required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdatePartition.html */
export function updatePartition({ catalog }: GlueContext, input: UpdatePartitionRequest): UpdatePartitionResponse {
  const change = required("partitionInput", input.PartitionInput);
  catalog.partitions.update(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
    input.PartitionValueList,
    change,
  );
  return {};
}

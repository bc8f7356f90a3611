import type { DeletePartitionRequest, DeletePartitionResponse } from "@aws-sdk/client-glue";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeletePartition.html */
export function deletePartition({ catalog }: GlueContext, input: DeletePartitionRequest): DeletePartitionResponse {
  catalog.partitions.delete(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
    input.PartitionValues,
  );
  return {};
}

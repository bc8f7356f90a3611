import type { GetPartitionIndexesRequest, GetPartitionIndexesResponse } from "@aws-sdk/client-glue";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartitionIndexes.html */
export function getPartitionIndexes(
  { catalog }: GlueContext,
  input: GetPartitionIndexesRequest,
): GetPartitionIndexesResponse {
  return {
    PartitionIndexDescriptorList: [
      ...catalog.tableStore(checkName("databaseName", input.DatabaseName), checkName("tableName", input.TableName))
        .indexes,
    ],
  };
}

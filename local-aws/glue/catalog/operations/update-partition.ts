import type { UpdatePartitionRequest, UpdatePartitionResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdatePartition.html */
export function updatePartition(
  { catalog }: GlueContext,
  input: Checked<UpdatePartitionRequest>,
): UpdatePartitionResponse {
  const change = input.PartitionInput;
  catalog.partitions.update(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
    input.PartitionValueList,
    change,
  );
  return {};
}

import type { CreatePartitionRequest, CreatePartitionResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreatePartition.html */
export function createPartition(
  { catalog }: GlueContext,
  input: Checked<CreatePartitionRequest>,
): CreatePartitionResponse {
  catalog.partitions.create(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
    input.PartitionInput,
  );
  return {};
}

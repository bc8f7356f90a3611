import type { BatchDeletePartitionRequest, BatchDeletePartitionResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchDeletePartition.html */
export function batchDeletePartition(
  { catalog }: GlueContext,
  input: Checked<BatchDeletePartitionRequest>,
): BatchDeletePartitionResponse {
  const [database, table] = [checkName("databaseName", input.DatabaseName), checkName("tableName", input.TableName)];
  catalog.getTable(database, table);
  return { Errors: catalog.partitions.deleteEach(database, table, input.PartitionsToDelete) };
}

import type { BatchDeletePartitionRequest, BatchDeletePartitionResponse } from "@aws-sdk/client-glue";
import { atMost, checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { failures } from "../partitions/partitions";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchDeletePartition.html */
export function batchDeletePartition(
  { catalog }: GlueContext,
  input: BatchDeletePartitionRequest,
): BatchDeletePartitionResponse {
  const [database, table] = [checkName("databaseName", input.DatabaseName), checkName("tableName", input.TableName)];
  catalog.getTable(database, table);
  const wanted = atMost(25, "partitionsToDelete", input.PartitionsToDelete);
  return { Errors: failures(wanted, ({ Values }) => catalog.partitions.delete(database, table, Values)) };
}

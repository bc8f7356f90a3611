import type { BatchGetPartitionRequest, BatchGetPartitionResponse } from "@aws-sdk/client-glue";
import { atMost, checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchGetPartition.html */
export function batchGetPartition(
  { catalog }: GlueContext,
  input: BatchGetPartitionRequest,
): BatchGetPartitionResponse {
  const [database, table] = [checkName("databaseName", input.DatabaseName), checkName("tableName", input.TableName)];
  const wanted = atMost(1000, "partitionsToGet", input.PartitionsToGet);
  const found = wanted.flatMap(({ Values }) => catalog.partitions.find(database, table, Values) ?? []);
  return { Partitions: found, UnprocessedKeys: [] };
}

import type { BatchGetPartitionRequest, BatchGetPartitionResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchGetPartition.html */
export function batchGetPartition(
  { catalog }: GlueContext,
  input: Checked<BatchGetPartitionRequest>,
): BatchGetPartitionResponse {
  const [database, table] = [checkName("databaseName", input.DatabaseName), checkName("tableName", input.TableName)];
  const wanted = input.PartitionsToGet;
  const found = wanted.flatMap(({ Values }) => catalog.partitions.find(database, table, Values) ?? []);
  return { Partitions: found, UnprocessedKeys: [] };
}

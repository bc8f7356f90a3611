import type { DeletePartitionIndexRequest, DeletePartitionIndexResponse } from "@aws-sdk/client-glue";
import { checkName, notFound } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeletePartitionIndex.html */
export function deletePartitionIndex(
  { catalog }: GlueContext,
  input: DeletePartitionIndexRequest,
): DeletePartitionIndexResponse {
  const store = catalog.tableStore(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
  );
  const kept = store.indexes.filter((index) => index.IndexName !== input.IndexName);
  if (kept.length === store.indexes.length) {
    throw notFound(`Index ${input.IndexName} not found.`);
  }
  store.write(store.table, kept);
  return {};
}

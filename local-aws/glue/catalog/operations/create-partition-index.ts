import type { CreatePartitionIndexRequest, CreatePartitionIndexResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { alreadyExists, checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { indexDescriptor } from "../partitions/partition-indexes";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreatePartitionIndex.html */
export function createPartitionIndex(
  { catalog }: GlueContext,
  input: Checked<CreatePartitionIndexRequest>,
): CreatePartitionIndexResponse {
  const store = catalog.tableStore(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
  );
  const created = indexDescriptor(input.PartitionIndex, store.table.PartitionKeys ?? []);
  if (store.indexes.some((index) => index.IndexName === created.IndexName)) {
    throw alreadyExists(`Index ${created.IndexName} already exists.`);
  }
  store.write(store.table, [...store.indexes, created]);
  return {};
}

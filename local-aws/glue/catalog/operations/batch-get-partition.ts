import type { BatchGetPartitionRequest, BatchGetPartitionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { atMost, checkName } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchGetPartition.html */
export const batchGetPartition =
  (catalog: Catalog): Operation<BatchGetPartitionRequest, BatchGetPartitionResponse> =>
  (input) => {
    const [database, table] = [checkName("databaseName", input.DatabaseName), checkName("tableName", input.TableName)];
    const wanted = atMost(1000, "partitionsToGet", input.PartitionsToGet);
    const found = wanted.flatMap(({ Values }) => catalog.partitions.find(database, table, Values) ?? []);
    return { Partitions: found, UnprocessedKeys: [] };
  };

import type { DeletePartitionIndexRequest, DeletePartitionIndexResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName, notFound } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeletePartitionIndex.html */
export const deletePartitionIndex =
  (catalog: Catalog): Operation<DeletePartitionIndexRequest, DeletePartitionIndexResponse> =>
  (input) => {
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
  };

import type { BatchCreatePartitionRequest, BatchCreatePartitionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { atMost, checkName } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchCreatePartition.html */
export const batchCreatePartition =
  (catalog: Catalog): Operation<BatchCreatePartitionRequest, BatchCreatePartitionResponse> =>
  (input) => {
    const inputs = atMost(100, "partitionInputList", input.PartitionInputList);
    return {
      Errors: catalog.partitions.createAll(
        checkName("databaseName", input.DatabaseName),
        checkName("tableName", input.TableName),
        inputs,
      ),
    };
  };

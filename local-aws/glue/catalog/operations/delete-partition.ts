import type { DeletePartitionRequest, DeletePartitionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeletePartition.html */
export const deletePartition =
  (catalog: Catalog): Operation<DeletePartitionRequest, DeletePartitionResponse> =>
  (input) => {
    catalog.partitions.delete(
      checkName("databaseName", input.DatabaseName),
      checkName("tableName", input.TableName),
      input.PartitionValues,
    );
    return {};
  };

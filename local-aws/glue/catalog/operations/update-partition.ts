import type { UpdatePartitionRequest, UpdatePartitionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName, required } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdatePartition.html */
export const updatePartition =
  (catalog: Catalog): Operation<UpdatePartitionRequest, UpdatePartitionResponse> =>
  (input) => {
    const change = required("partitionInput", input.PartitionInput);
    catalog.partitions.update(
      checkName("databaseName", input.DatabaseName),
      checkName("tableName", input.TableName),
      input.PartitionValueList,
      change,
    );
    return {};
  };

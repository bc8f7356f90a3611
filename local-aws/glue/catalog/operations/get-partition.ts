import type { GetPartitionRequest, GetPartitionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartition.html */
export const getPartition =
  (catalog: Catalog): Operation<GetPartitionRequest, GetPartitionResponse> =>
  (input) => {
    return {
      Partition: catalog.partitions.get(
        checkName("databaseName", input.DatabaseName),
        checkName("tableName", input.TableName),
        input.PartitionValues,
      ),
    };
  };

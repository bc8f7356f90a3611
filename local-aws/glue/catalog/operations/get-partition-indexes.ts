import type { GetPartitionIndexesRequest, GetPartitionIndexesResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartitionIndexes.html */
export const getPartitionIndexes =
  (catalog: Catalog): Operation<GetPartitionIndexesRequest, GetPartitionIndexesResponse> =>
  (input) => {
    return {
      PartitionIndexDescriptorList: [
        ...catalog.tableStore(checkName("databaseName", input.DatabaseName), checkName("tableName", input.TableName))
          .indexes,
      ],
    };
  };

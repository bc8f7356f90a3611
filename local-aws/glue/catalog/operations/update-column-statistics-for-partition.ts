import type {
  UpdateColumnStatisticsForPartitionRequest,
  UpdateColumnStatisticsForPartitionResponse,
} from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName, required } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateColumnStatisticsForPartition.html */
export const updateColumnStatisticsForPartition =
  (
    catalog: Catalog,
  ): Operation<UpdateColumnStatisticsForPartitionRequest, UpdateColumnStatisticsForPartitionResponse> =>
  (input) => {
    const list = input.ColumnStatisticsList;
    return {
      Errors: catalog.statistics.update(
        checkName("databaseName", input.DatabaseName),
        checkName("tableName", input.TableName),
        required("partitionValues", input.PartitionValues),
        list,
      ),
    };
  };

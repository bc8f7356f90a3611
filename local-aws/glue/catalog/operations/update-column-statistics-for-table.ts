import type {
  UpdateColumnStatisticsForTableRequest,
  UpdateColumnStatisticsForTableResponse,
} from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateColumnStatisticsForTable.html */
export const updateColumnStatisticsForTable =
  (catalog: Catalog): Operation<UpdateColumnStatisticsForTableRequest, UpdateColumnStatisticsForTableResponse> =>
  (input) => {
    const list = input.ColumnStatisticsList;
    return {
      Errors: catalog.statistics.update(
        checkName("databaseName", input.DatabaseName),
        checkName("tableName", input.TableName),
        undefined,
        list,
      ),
    };
  };

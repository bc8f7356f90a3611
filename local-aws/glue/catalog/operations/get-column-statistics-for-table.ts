import type { GetColumnStatisticsForTableRequest, GetColumnStatisticsForTableResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetColumnStatisticsForTable.html */
export const getColumnStatisticsForTable =
  (catalog: Catalog): Operation<GetColumnStatisticsForTableRequest, GetColumnStatisticsForTableResponse> =>
  (input) => {
    return catalog.statistics.get(
      checkName("databaseName", input.DatabaseName),
      checkName("tableName", input.TableName),
      undefined,
      input.ColumnNames,
    );
  };

import type {
  DeleteColumnStatisticsForTableRequest,
  DeleteColumnStatisticsForTableResponse,
} from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteColumnStatisticsForTable.html */
export const deleteColumnStatisticsForTable =
  (catalog: Catalog): Operation<DeleteColumnStatisticsForTableRequest, DeleteColumnStatisticsForTableResponse> =>
  (input) => {
    catalog.statistics.delete(
      checkName("databaseName", input.DatabaseName),
      checkName("tableName", input.TableName),
      undefined,
      input.ColumnName,
    );
    return {};
  };

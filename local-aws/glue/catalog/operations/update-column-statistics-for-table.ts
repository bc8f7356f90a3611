import type {
  UpdateColumnStatisticsForTableRequest,
  UpdateColumnStatisticsForTableResponse,
} from "@aws-sdk/client-glue";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateColumnStatisticsForTable.html */
export function updateColumnStatisticsForTable(
  { catalog }: GlueContext,
  input: UpdateColumnStatisticsForTableRequest,
): UpdateColumnStatisticsForTableResponse {
  const list = input.ColumnStatisticsList;
  return {
    Errors: catalog.statistics.update(
      checkName("databaseName", input.DatabaseName),
      checkName("tableName", input.TableName),
      undefined,
      list,
    ),
  };
}

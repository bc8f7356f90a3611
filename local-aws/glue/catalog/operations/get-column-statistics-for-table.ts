import type { GetColumnStatisticsForTableRequest, GetColumnStatisticsForTableResponse } from "@aws-sdk/client-glue";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetColumnStatisticsForTable.html */
export function getColumnStatisticsForTable(
  { catalog }: GlueContext,
  input: GetColumnStatisticsForTableRequest,
): GetColumnStatisticsForTableResponse {
  return catalog.statistics.get(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
    undefined,
    input.ColumnNames,
  );
}

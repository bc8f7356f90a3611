import type {
  DeleteColumnStatisticsForTableRequest,
  DeleteColumnStatisticsForTableResponse,
} from "@aws-sdk/client-glue";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteColumnStatisticsForTable.html */
export function deleteColumnStatisticsForTable(
  { catalog }: GlueContext,
  input: DeleteColumnStatisticsForTableRequest,
): DeleteColumnStatisticsForTableResponse {
  catalog.statistics.delete(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
    undefined,
    input.ColumnName,
  );
  return {};
}

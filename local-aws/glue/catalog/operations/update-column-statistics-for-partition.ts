import type {
  UpdateColumnStatisticsForPartitionRequest,
  UpdateColumnStatisticsForPartitionResponse,
} from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateColumnStatisticsForPartition.html */
export function updateColumnStatisticsForPartition(
  { catalog }: GlueContext,
  input: Checked<UpdateColumnStatisticsForPartitionRequest>,
): UpdateColumnStatisticsForPartitionResponse {
  const list = input.ColumnStatisticsList;
  return {
    Errors: catalog.statistics.update(
      checkName("databaseName", input.DatabaseName),
      checkName("tableName", input.TableName),
      input.PartitionValues,
      list,
    ),
  };
}

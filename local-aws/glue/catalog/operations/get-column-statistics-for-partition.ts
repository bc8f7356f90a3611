import type {
  GetColumnStatisticsForPartitionRequest,
  GetColumnStatisticsForPartitionResponse,
} from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetColumnStatisticsForPartition.html */
export function getColumnStatisticsForPartition(
  { catalog }: GlueContext,
  input: Checked<GetColumnStatisticsForPartitionRequest>,
): GetColumnStatisticsForPartitionResponse {
  return catalog.statistics.get(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
    input.PartitionValues,
    input.ColumnNames,
  );
}

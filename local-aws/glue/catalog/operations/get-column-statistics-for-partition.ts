import type {
  GetColumnStatisticsForPartitionRequest,
  GetColumnStatisticsForPartitionResponse,
} from "@aws-sdk/client-glue";
import { checkName, required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetColumnStatisticsForPartition.html */
export function getColumnStatisticsForPartition(
  { catalog }: GlueContext,
  input: GetColumnStatisticsForPartitionRequest,
): GetColumnStatisticsForPartitionResponse {
  return catalog.statistics.get(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
    required("partitionValues", input.PartitionValues),
    input.ColumnNames,
  );
}

import type {
  DeleteColumnStatisticsForPartitionRequest,
  DeleteColumnStatisticsForPartitionResponse,
} from "@aws-sdk/client-glue";
import { checkName, required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteColumnStatisticsForPartition.html */
export function deleteColumnStatisticsForPartition(
  { catalog }: GlueContext,
  input: DeleteColumnStatisticsForPartitionRequest,
): DeleteColumnStatisticsForPartitionResponse {
  catalog.statistics.delete(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
    required("partitionValues", input.PartitionValues),
    input.ColumnName,
  );
  return {};
}

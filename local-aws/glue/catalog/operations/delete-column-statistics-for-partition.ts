import type {
  DeleteColumnStatisticsForPartitionRequest,
  DeleteColumnStatisticsForPartitionResponse,
} from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteColumnStatisticsForPartition.html */
export function deleteColumnStatisticsForPartition(
  { catalog }: GlueContext,
  input: Checked<DeleteColumnStatisticsForPartitionRequest>,
): DeleteColumnStatisticsForPartitionResponse {
  catalog.statistics.delete(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
    input.PartitionValues,
    input.ColumnName,
  );
  return {};
}

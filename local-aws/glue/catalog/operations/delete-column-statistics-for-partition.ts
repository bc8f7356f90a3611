import type {
  DeleteColumnStatisticsForPartitionRequest,
  DeleteColumnStatisticsForPartitionResponse,
} from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName, required } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteColumnStatisticsForPartition.html */
export const deleteColumnStatisticsForPartition =
  (
    catalog: Catalog,
  ): Operation<DeleteColumnStatisticsForPartitionRequest, DeleteColumnStatisticsForPartitionResponse> =>
  (input) => {
    catalog.statistics.delete(
      checkName("databaseName", input.DatabaseName),
      checkName("tableName", input.TableName),
      required("partitionValues", input.PartitionValues),
      input.ColumnName,
    );
    return {};
  };

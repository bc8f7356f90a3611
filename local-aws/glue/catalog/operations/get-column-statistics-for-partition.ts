import type {
  GetColumnStatisticsForPartitionRequest,
  GetColumnStatisticsForPartitionResponse,
} from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName, required } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetColumnStatisticsForPartition.html */
export const getColumnStatisticsForPartition =
  (catalog: Catalog): Operation<GetColumnStatisticsForPartitionRequest, GetColumnStatisticsForPartitionResponse> =>
  (input) => {
    return catalog.statistics.get(
      checkName("databaseName", input.DatabaseName),
      checkName("tableName", input.TableName),
      required("partitionValues", input.PartitionValues),
      input.ColumnNames,
    );
  };

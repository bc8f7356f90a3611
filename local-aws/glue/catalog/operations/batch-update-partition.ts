import type { BatchUpdatePartitionRequest, BatchUpdatePartitionResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName, required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchUpdatePartition.html */
export function batchUpdatePartition(
  { catalog }: GlueContext,
  input: Checked<BatchUpdatePartitionRequest>,
): BatchUpdatePartitionResponse {
  const entries = input.Entries.map((entry) => ({
    values: required("entries.partitionValueList", entry.PartitionValueList),
    input: required("entries.partitionInput", entry.PartitionInput),
  }));
  const errors = catalog.partitions.updateAll(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
    entries,
  );
  return {
    Errors: errors.map(({ PartitionValues, ErrorDetail }) => ({ PartitionValueList: PartitionValues, ErrorDetail })),
  };
}

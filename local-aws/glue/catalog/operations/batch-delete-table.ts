import type { BatchDeleteTableRequest, BatchDeleteTableResponse, TableError } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { errorDetail } from "../error-detail";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchDeleteTable.html */
export function batchDeleteTable(
  { catalog }: GlueContext,
  input: Checked<BatchDeleteTableRequest>,
): BatchDeleteTableResponse {
  const database = checkName("databaseName", input.DatabaseName);
  catalog.getDatabase(database);
  const Errors: TableError[] = [];
  for (const name of input.TablesToDelete) {
    const ErrorDetail = errorDetail(() => catalog.deleteTable(database, name));
    if (ErrorDetail) {
      Errors.push({ TableName: name, ErrorDetail });
    }
  }
  return { Errors };
}

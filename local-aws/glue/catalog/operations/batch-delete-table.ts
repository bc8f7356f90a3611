import type { BatchDeleteTableRequest, BatchDeleteTableResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchDeleteTable.html */
export function batchDeleteTable(
  { catalog }: GlueContext,
  input: Checked<BatchDeleteTableRequest>,
): BatchDeleteTableResponse {
  const database = checkName("databaseName", input.DatabaseName);
  catalog.getDatabase(database);
  return { Errors: catalog.deleteTables(database, input.TablesToDelete) };
}

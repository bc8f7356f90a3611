import type { DeleteTableRequest, DeleteTableResponse } from "@aws-sdk/client-glue";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteTable.html */
export function deleteTable({ catalog }: GlueContext, input: DeleteTableRequest): DeleteTableResponse {
  catalog.deleteTable(checkName("databaseName", input.DatabaseName), checkName("name", input.Name));
  return {};
}

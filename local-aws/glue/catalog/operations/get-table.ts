import type { GetTableRequest, GetTableResponse } from "@aws-sdk/client-glue";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetTable.html */
export function getTable({ catalog }: GlueContext, input: GetTableRequest): GetTableResponse {
  return { Table: catalog.getTable(checkName("databaseName", input.DatabaseName), checkName("name", input.Name)) };
}

import type { GetDatabaseRequest, GetDatabaseResponse } from "@aws-sdk/client-glue";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDatabase.html */
export function getDatabase({ catalog }: GlueContext, input: GetDatabaseRequest): GetDatabaseResponse {
  return { Database: catalog.getDatabase(checkName("name", input.Name)) };
}

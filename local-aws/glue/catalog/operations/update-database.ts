import type { UpdateDatabaseRequest, UpdateDatabaseResponse } from "@aws-sdk/client-glue";
import { checkName, required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateDatabase.html */
export function updateDatabase({ catalog }: GlueContext, input: UpdateDatabaseRequest): UpdateDatabaseResponse {
  catalog.updateDatabase(checkName("name", input.Name), required("databaseInput", input.DatabaseInput));
  return {};
}

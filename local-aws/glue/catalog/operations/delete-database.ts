import type { DeleteDatabaseRequest, DeleteDatabaseResponse } from "@aws-sdk/client-glue";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteDatabase.html */
export function deleteDatabase({ catalog, tags }: GlueContext, input: DeleteDatabaseRequest): DeleteDatabaseResponse {
  const name = checkName("name", input.Name);
  catalog.deleteDatabase(name);
  tags.forget(`database/${name}`);
  return {};
}

import type { UpdateDatabaseRequest, UpdateDatabaseResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateDatabase.html */
export function updateDatabase(
  { catalog }: GlueContext,
  input: Checked<UpdateDatabaseRequest>,
): UpdateDatabaseResponse {
  catalog.updateDatabase(checkName("name", input.Name), input.DatabaseInput);
  return {};
}

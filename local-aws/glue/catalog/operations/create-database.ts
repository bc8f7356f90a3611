import type { CreateDatabaseRequest, CreateDatabaseResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateDatabase.html */
export function createDatabase(
  { catalog, tags }: GlueContext,
  input: Checked<CreateDatabaseRequest>,
): CreateDatabaseResponse {
  const database = input.DatabaseInput;
  catalog.createDatabase(database);
  tags.add(`database/${database.Name?.toLowerCase()}`, input.Tags);
  return {};
}

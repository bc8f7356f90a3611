import type { CreateDatabaseRequest, CreateDatabaseResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateDatabase.html */
export function createDatabase({ catalog, tags }: GlueContext, input: CreateDatabaseRequest): CreateDatabaseResponse {
  const database = required("databaseInput", input.DatabaseInput);
  catalog.createDatabase(database);
  tags.add(`database/${database.Name?.toLowerCase()}`, input.Tags);
  return {};
}

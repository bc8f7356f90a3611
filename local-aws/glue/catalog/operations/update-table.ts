import type { UpdateTableRequest, UpdateTableResponse } from "@aws-sdk/client-glue";
import { checkName, required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateTable.html */
export function updateTable({ catalog }: GlueContext, input: UpdateTableRequest): UpdateTableResponse {
  const options = { versionId: input.VersionId, skipArchive: input.SkipArchive };
  catalog.updateTable(checkName("databaseName", input.DatabaseName), required("tableInput", input.TableInput), options);
  return {};
}

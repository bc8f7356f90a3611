import type { DeleteTableVersionRequest, DeleteTableVersionResponse } from "@aws-sdk/client-glue";
import { checkName, required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteTableVersion.html */
export function deleteTableVersion(
  { catalog }: GlueContext,
  input: DeleteTableVersionRequest,
): DeleteTableVersionResponse {
  catalog.deleteTableVersion(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
    required("versionId", input.VersionId),
  );
  return {};
}

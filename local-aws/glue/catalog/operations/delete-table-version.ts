import type { DeleteTableVersionRequest, DeleteTableVersionResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteTableVersion.html */
export function deleteTableVersion(
  { catalog }: GlueContext,
  input: Checked<DeleteTableVersionRequest>,
): DeleteTableVersionResponse {
  catalog.deleteTableVersion(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
    input.VersionId,
  );
  return {};
}

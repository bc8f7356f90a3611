import type {
  BatchDeleteTableVersionRequest,
  BatchDeleteTableVersionResponse,
  TableVersionError,
} from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { errorDetail } from "../error-detail";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchDeleteTableVersion.html */
export function batchDeleteTableVersion(
  { catalog }: GlueContext,
  input: Checked<BatchDeleteTableVersionRequest>,
): BatchDeleteTableVersionResponse {
  const [database, table] = [checkName("databaseName", input.DatabaseName), checkName("tableName", input.TableName)];
  const Errors: TableVersionError[] = [];
  for (const version of input.VersionIds) {
    const ErrorDetail = errorDetail(() => catalog.deleteTableVersion(database, table, version));
    if (ErrorDetail) {
      Errors.push({ TableName: table, VersionId: version, ErrorDetail });
    }
  }
  return { Errors };
}

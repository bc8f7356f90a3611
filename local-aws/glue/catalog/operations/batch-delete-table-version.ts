import type {
  BatchDeleteTableVersionRequest,
  BatchDeleteTableVersionResponse,
  TableVersionError,
} from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { atMost, checkName } from "../../errors";
import type { Catalog } from "../catalog";
import { errorDetail } from "../error-detail";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchDeleteTableVersion.html */
export const batchDeleteTableVersion =
  (catalog: Catalog): Operation<BatchDeleteTableVersionRequest, BatchDeleteTableVersionResponse> =>
  (input) => {
    const [database, table] = [checkName("databaseName", input.DatabaseName), checkName("tableName", input.TableName)];
    const Errors: TableVersionError[] = [];
    for (const version of atMost(100, "versionIds", input.VersionIds)) {
      const ErrorDetail = errorDetail(() => catalog.deleteTableVersion(database, table, version));
      if (ErrorDetail) {
        Errors.push({ TableName: table, VersionId: version, ErrorDetail });
      }
    }
    return { Errors };
  };

import type { DeleteTableVersionRequest, DeleteTableVersionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName, required } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteTableVersion.html */
export const deleteTableVersion =
  (catalog: Catalog): Operation<DeleteTableVersionRequest, DeleteTableVersionResponse> =>
  (input) => {
    catalog.deleteTableVersion(
      checkName("databaseName", input.DatabaseName),
      checkName("tableName", input.TableName),
      required("versionId", input.VersionId),
    );
    return {};
  };

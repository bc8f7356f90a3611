import type { UpdateTableRequest, UpdateTableResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName, required } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateTable.html */
export const updateTable =
  (catalog: Catalog): Operation<UpdateTableRequest, UpdateTableResponse> =>
  (input) => {
    const options = { versionId: input.VersionId, skipArchive: input.SkipArchive };
    catalog.updateTable(
      checkName("databaseName", input.DatabaseName),
      required("tableInput", input.TableInput),
      options,
    );
    return {};
  };

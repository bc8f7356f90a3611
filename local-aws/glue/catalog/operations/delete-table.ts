import type { DeleteTableRequest, DeleteTableResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteTable.html */
export const deleteTable =
  (catalog: Catalog): Operation<DeleteTableRequest, DeleteTableResponse> =>
  (input) => {
    catalog.deleteTable(checkName("databaseName", input.DatabaseName), checkName("name", input.Name));
    return {};
  };

import type { GetTableRequest, GetTableResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetTable.html */
export const getTable =
  (catalog: Catalog): Operation<GetTableRequest, GetTableResponse> =>
  (input) => {
    return { Table: catalog.getTable(checkName("databaseName", input.DatabaseName), checkName("name", input.Name)) };
  };

import type { GetDatabaseRequest, GetDatabaseResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDatabase.html */
export const getDatabase =
  (catalog: Catalog): Operation<GetDatabaseRequest, GetDatabaseResponse> =>
  (input) => {
    return { Database: catalog.getDatabase(checkName("name", input.Name)) };
  };

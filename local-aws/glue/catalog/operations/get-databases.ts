import type { GetDatabasesRequest, GetDatabasesResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { page } from "../../page";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDatabases.html */
export const getDatabases =
  (catalog: Catalog): Operation<GetDatabasesRequest, GetDatabasesResponse> =>
  (input) => {
    const { items, NextToken } = page(catalog.getDatabases(), (database) => database.Name ?? "", input, 100);
    return { DatabaseList: items, NextToken };
  };

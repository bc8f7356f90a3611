import type { GetTablesRequest, GetTablesResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName } from "../../errors";
import { page } from "../../page";
import type { Catalog } from "../catalog";
import { namePattern } from "../name-pattern";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetTables.html */
export const getTables =
  (catalog: Catalog): Operation<GetTablesRequest, GetTablesResponse> =>
  (input) => {
    const pattern = namePattern(input.Expression);
    const tables = catalog
      .getTables(checkName("databaseName", input.DatabaseName))
      .filter((table) => pattern.test(table.Name ?? ""));
    const { items, NextToken } = page(tables, (table) => table.Name ?? "", input, 100);
    return { TableList: items, NextToken };
  };

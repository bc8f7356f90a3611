import type { GetTablesRequest, GetTablesResponse } from "@aws-sdk/client-glue";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";
import { namePattern } from "../name-pattern";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetTables.html */
export function getTables({ catalog }: GlueContext, input: GetTablesRequest): GetTablesResponse {
  const pattern = namePattern(input.Expression);
  const tables = catalog
    .getTables(checkName("databaseName", input.DatabaseName))
    .filter((table) => pattern.test(table.Name ?? ""));
  const { items, NextToken } = pageOf(tables, (table) => table.Name ?? "", input, 100);
  return { TableList: items, NextToken };
}

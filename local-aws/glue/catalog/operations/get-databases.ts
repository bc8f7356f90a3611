import type { GetDatabasesRequest, GetDatabasesResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDatabases.html */
export function getDatabases({ catalog }: GlueContext, input: GetDatabasesRequest): GetDatabasesResponse {
  const { items, NextToken } = pageOf(catalog.getDatabases(), (database) => database.Name ?? "", input, 100);
  return { DatabaseList: items, NextToken };
}

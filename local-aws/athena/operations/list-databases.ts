import type { ListDatabasesInput, ListDatabasesOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { checkCatalog } from "../catalog/data-catalog";
import { pageOf } from "../pagination";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_ListDatabases.html */
export function listDatabases(context: AthenaContext, input: ListDatabasesInput): ListDatabasesOutput {
  checkCatalog(input.CatalogName);
  const { items, NextToken } = pageOf(context.catalog.getDatabases(), ({ Name }) => Name, input);
  return {
    DatabaseList: items.map(({ Name, Description, Parameters }) => ({ Name, Description, Parameters })),
    NextToken,
  };
}

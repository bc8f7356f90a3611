import type { ListDataCatalogsInput, ListDataCatalogsOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { pageOf } from "../pages";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_ListDataCatalogs.html */
export function listDataCatalogs(_: AthenaContext, input: ListDataCatalogsInput): ListDataCatalogsOutput {
  const { items, NextToken } = pageOf([{ CatalogName: "AwsDataCatalog", Type: "GLUE" as const }], input);
  return { DataCatalogsSummary: items, NextToken };
}

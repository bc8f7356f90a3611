import type { ListDataCatalogsInput, ListDataCatalogsOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { dataCatalog } from "../catalog/data-catalog";
import { pageOf } from "../pagination";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_ListDataCatalogs.html */
export function listDataCatalogs(_: AthenaContext, input: ListDataCatalogsInput): ListDataCatalogsOutput {
  const { items, NextToken } = pageOf([dataCatalog], ({ CatalogName }) => CatalogName, input);
  return { DataCatalogsSummary: items, NextToken };
}

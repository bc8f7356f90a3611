import type { GetDataCatalogInput, GetDataCatalogOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { checkCatalog, dataCatalog } from "../catalog/data-catalog";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetDataCatalog.html */
export function getDataCatalog(_: AthenaContext, input: GetDataCatalogInput): GetDataCatalogOutput {
  checkCatalog(input.Name);
  const { CatalogName, Type, Status } = dataCatalog;
  return { DataCatalog: { Name: CatalogName, Type, Status } };
}

import type { GetDataCatalogInput, GetDataCatalogOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { checkCatalog, dataCatalog } from "../catalog/data-catalog";
import { checkText } from "../validation";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetDataCatalog.html */
export function getDataCatalog(_: AthenaContext, input: GetDataCatalogInput): GetDataCatalogOutput {
  checkText("name", input.Name, ".{1,256}");
  checkCatalog(input.Name);
  const { CatalogName, Type, Status } = dataCatalog;
  return { DataCatalog: { Name: CatalogName, Type, Status } };
}

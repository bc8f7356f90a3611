import { invalidRequest } from "../validation";

/** The one data catalog: that of Glue. */
export const dataCatalog = { CatalogName: "AwsDataCatalog", Type: "GLUE", Status: "CREATE_COMPLETE" } as const;

/** @throws AwsError InvalidRequestException for any other catalog. */
export function checkCatalog(name: string | undefined): void {
  if (name !== undefined && name.toLowerCase() !== dataCatalog.CatalogName.toLowerCase()) {
    throw invalidRequest(`DataCatalog ${name} was not found`);
  }
}

import type { GetDatabaseInput, GetDatabaseOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { checkCatalog } from "../catalog/data-catalog";
import { asMetadataException } from "../catalog/metadata-exception";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetDatabase.html */
export function getDatabase(context: AthenaContext, input: GetDatabaseInput): GetDatabaseOutput {
  checkCatalog(input.CatalogName);
  const { Name, Description, Parameters } = asMetadataException(() =>
    context.catalog.getDatabase(input.DatabaseName ?? ""),
  );
  return { Database: { Name, Description, Parameters } };
}

import type { GetDatabaseInput, GetDatabaseOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { asMetadataException } from "../metadata-exception";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetDatabase.html */
export function getDatabase(context: AthenaContext, input: GetDatabaseInput): GetDatabaseOutput {
  const { Name, Description, Parameters } = asMetadataException(() =>
    context.catalog.getDatabase(input.DatabaseName ?? ""),
  );
  return { Database: { Name, Description, Parameters } };
}

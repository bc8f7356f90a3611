import type { GetDataCatalogInput, GetDataCatalogOutput } from "@aws-sdk/client-athena";
import { AwsError } from "../../protocol/aws-error";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetDataCatalog.html */
export function getDataCatalog(_: AthenaContext, input: GetDataCatalogInput): GetDataCatalogOutput {
  if (input.Name?.toLowerCase() !== "awsdatacatalog") {
    throw new AwsError("InvalidRequestException", `DataCatalog ${input.Name} was not found`);
  }
  return { DataCatalog: { Name: "AwsDataCatalog", Type: "GLUE", Status: "CREATE_COMPLETE" } };
}

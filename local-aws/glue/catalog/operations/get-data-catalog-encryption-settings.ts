import type { GetDataCatalogEncryptionSettingsResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDataCatalogEncryptionSettings.html */
export function getDataCatalogEncryptionSettings({
  encryption,
}: GlueContext): GetDataCatalogEncryptionSettingsResponse {
  return { DataCatalogEncryptionSettings: encryption.read() };
}

import type {
  PutDataCatalogEncryptionSettingsRequest,
  PutDataCatalogEncryptionSettingsResponse,
} from "@aws-sdk/client-glue";
import { oneOf, required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_PutDataCatalogEncryptionSettings.html */
export function putDataCatalogEncryptionSettings(
  { encryption }: GlueContext,
  input: PutDataCatalogEncryptionSettingsRequest,
): PutDataCatalogEncryptionSettingsResponse {
  const settings = required("dataCatalogEncryptionSettings", input.DataCatalogEncryptionSettings);
  if (settings.EncryptionAtRest !== undefined) {
    const mode = settings.EncryptionAtRest.CatalogEncryptionMode;
    const member = "dataCatalogEncryptionSettings.encryptionAtRest.catalogEncryptionMode";
    oneOf(member, required(member, mode), ["DISABLED", "SSE-KMS", "SSE-KMS-WITH-SERVICE-ROLE"]);
  }
  encryption.write({ ...encryption.read(), ...settings });
  return {};
}

import type {
  PutDataCatalogEncryptionSettingsRequest,
  PutDataCatalogEncryptionSettingsResponse,
} from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_PutDataCatalogEncryptionSettings.html */
export function putDataCatalogEncryptionSettings(
  { encryption }: GlueContext,
  input: Checked<PutDataCatalogEncryptionSettingsRequest>,
): PutDataCatalogEncryptionSettingsResponse {
  encryption.write({ ...encryption.read(), ...input.DataCatalogEncryptionSettings });
  return {};
}

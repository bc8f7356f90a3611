import type {
  DataCatalogEncryptionSettings,
  PutDataCatalogEncryptionSettingsRequest,
  PutDataCatalogEncryptionSettingsResponse,
} from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import type { JsonFile } from "../../../storage/json-file";
import { oneOf, required } from "../../errors";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_PutDataCatalogEncryptionSettings.html */
export const putDataCatalogEncryptionSettings =
  (
    file: JsonFile<DataCatalogEncryptionSettings>,
  ): Operation<PutDataCatalogEncryptionSettingsRequest, PutDataCatalogEncryptionSettingsResponse> =>
  (input) => {
    const settings = required("dataCatalogEncryptionSettings", input.DataCatalogEncryptionSettings);
    if (settings.EncryptionAtRest !== undefined) {
      const mode = settings.EncryptionAtRest.CatalogEncryptionMode;
      const member = "dataCatalogEncryptionSettings.encryptionAtRest.catalogEncryptionMode";
      oneOf(member, required(member, mode), ["DISABLED", "SSE-KMS", "SSE-KMS-WITH-SERVICE-ROLE"]);
    }
    file.write({ ...file.read(), ...settings });
    return {};
  };

import type {
  DataCatalogEncryptionSettings,
  GetDataCatalogEncryptionSettingsRequest,
  GetDataCatalogEncryptionSettingsResponse,
} from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import type { JsonFile } from "../../../storage/json-file";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetDataCatalogEncryptionSettings.html */
export const getDataCatalogEncryptionSettings =
  (
    file: JsonFile<DataCatalogEncryptionSettings>,
  ): Operation<GetDataCatalogEncryptionSettingsRequest, GetDataCatalogEncryptionSettingsResponse> =>
  () => ({ DataCatalogEncryptionSettings: file.read() });

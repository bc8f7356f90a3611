import { join } from "node:path";
import type { DataCatalogEncryptionSettings } from "@aws-sdk/client-glue";
import { DataFolder } from "../../../storage/data-folder";
import { JsonFile } from "../../../storage/json-file";
import type { Shape } from "../../../storage/sealed";

/** How the catalog is encrypted: kept and read back. */
export class EncryptionSettings extends JsonFile<DataCatalogEncryptionSettings> {
  constructor(dataDir: string) {
    super(DataFolder.at(dataDir), join("glue", "encryption.json"), shape, () => ({
      EncryptionAtRest: { CatalogEncryptionMode: "DISABLED" },
      ConnectionPasswordEncryption: { ReturnConnectionPasswordEncrypted: false },
    }));
  }
}

const shape: Shape = (value) =>
  typeof value === "object" &&
  value !== null &&
  ("EncryptionAtRest" in value || "ConnectionPasswordEncryption" in value)
    ? undefined
    : "holds no encryption settings";

import { join } from "node:path";
import type { DataCatalogEncryptionSettings } from "@aws-sdk/client-glue";
import type { OperationTable } from "../../protocol/json-service";
import { DataFolder } from "../../storage/data-folder";
import { JsonFile } from "../../storage/json-file";
import type { Shape } from "../../storage/sealed";
import type { Tags } from "../tags";
import type { Connections } from "./connections/connections";
import { batchDeleteConnection } from "./operations/batch-delete-connection";
import { createConnection } from "./operations/create-connection";
import { deleteConnection } from "./operations/delete-connection";
import { deleteResourcePolicy } from "./operations/delete-resource-policy";
import { getConnection } from "./operations/get-connection";
import { getConnections } from "./operations/get-connections";
import { getDataCatalogEncryptionSettings } from "./operations/get-data-catalog-encryption-settings";
import { getResourcePolicies } from "./operations/get-resource-policies";
import { getResourcePolicy } from "./operations/get-resource-policy";
import { putDataCatalogEncryptionSettings } from "./operations/put-data-catalog-encryption-settings";
import { putResourcePolicy } from "./operations/put-resource-policy";
import { testConnection } from "./operations/test-connection";
import { updateConnection } from "./operations/update-connection";
import { ResourcePolicies } from "./policies/resource-policies";

/** Of the operations below those whose setting has no effect. */
export const keptSettings = [
  "DeleteResourcePolicy",
  "GetDataCatalogEncryptionSettings",
  "GetResourcePolicies",
  "GetResourcePolicy",
  "PutDataCatalogEncryptionSettings",
  "PutResourcePolicy",
];

/**
 * What the catalog keeps beside databases and tables: connections, policies, encryption.
 *
 * @param dataDir The data folder of the embedded AWS.
 */
export function settingOperations(dataDir: string, connections: Connections, tags: Tags): OperationTable {
  const policies = new ResourcePolicies(dataDir);
  const path = join("glue", "encryption.json");
  const encryption = new JsonFile<DataCatalogEncryptionSettings>(DataFolder.at(dataDir), path, encryptionShape, () => ({
    EncryptionAtRest: { CatalogEncryptionMode: "DISABLED" },
    ConnectionPasswordEncryption: { ReturnConnectionPasswordEncrypted: false },
  }));
  return {
    BatchDeleteConnection: batchDeleteConnection(connections, tags),
    CreateConnection: createConnection(connections, tags),
    DeleteConnection: deleteConnection(connections, tags),
    DeleteResourcePolicy: deleteResourcePolicy(policies),
    GetConnection: getConnection(connections),
    GetConnections: getConnections(connections),
    GetDataCatalogEncryptionSettings: getDataCatalogEncryptionSettings(encryption),
    GetResourcePolicies: getResourcePolicies(policies),
    GetResourcePolicy: getResourcePolicy(policies),
    PutDataCatalogEncryptionSettings: putDataCatalogEncryptionSettings(encryption),
    PutResourcePolicy: putResourcePolicy(policies),
    TestConnection: testConnection(connections),
    UpdateConnection: updateConnection(connections),
  };
}

const encryptionShape: Shape = (value) =>
  typeof value === "object" &&
  value !== null &&
  ("EncryptionAtRest" in value || "ConnectionPasswordEncryption" in value)
    ? undefined
    : "holds no encryption settings";

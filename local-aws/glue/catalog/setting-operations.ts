import type { GlueOperations } from "../glue-context";
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

/** Of the operations below those whose setting has no effect. */
export const keptSettings = [
  "DeleteResourcePolicy",
  "GetDataCatalogEncryptionSettings",
  "GetResourcePolicies",
  "GetResourcePolicy",
  "PutDataCatalogEncryptionSettings",
  "PutResourcePolicy",
];

/** The operations of what the catalog keeps beside databases and tables, by AWS's names: connections, policies, encryption. */
export const settingOperations = {
  BatchDeleteConnection: batchDeleteConnection,
  CreateConnection: createConnection,
  DeleteConnection: deleteConnection,
  DeleteResourcePolicy: deleteResourcePolicy,
  GetConnection: getConnection,
  GetConnections: getConnections,
  GetDataCatalogEncryptionSettings: getDataCatalogEncryptionSettings,
  GetResourcePolicies: getResourcePolicies,
  GetResourcePolicy: getResourcePolicy,
  PutDataCatalogEncryptionSettings: putDataCatalogEncryptionSettings,
  PutResourcePolicy: putResourcePolicy,
  TestConnection: testConnection,
  UpdateConnection: updateConnection,
} satisfies GlueOperations;

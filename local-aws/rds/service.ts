import { rmSync } from "node:fs";
import { join } from "node:path";
import type { ServiceCalls } from "../integration/service-calls";
import { modelledService } from "../protocol/modelled-service";
import type { OperationsOf } from "../protocol/operation";
import type { Service } from "../protocol/service";
import { awsQuery } from "../protocol/wire/aws-query";
import { DataFolder } from "../storage/data-folder";
import { invalidValue } from "./errors";
import { Instances } from "./instances";
import { addTagsToResource } from "./operations/add-tags-to-resource";
import { createDBInstance } from "./operations/create-db-instance";
import { createDBSnapshot } from "./operations/create-db-snapshot";
import { deleteDBInstance } from "./operations/delete-db-instance";
import { deleteDBSnapshot } from "./operations/delete-db-snapshot";
import { describeDBEngineVersions } from "./operations/describe-db-engine-versions";
import { describeDBInstances } from "./operations/describe-db-instances";
import { describeDBSnapshots } from "./operations/describe-db-snapshots";
import { listTagsForResource } from "./operations/list-tags-for-resource";
import { modifyDBInstance } from "./operations/modify-db-instance";
import { rebootDBInstance } from "./operations/reboot-db-instance";
import { removeTagsFromResource } from "./operations/remove-tags-from-resource";
import { restoreDBInstanceFromDBSnapshot } from "./operations/restore-db-instance-from-db-snapshot";
import { startDBInstance } from "./operations/start-db-instance";
import { stopDBInstance } from "./operations/stop-db-instance";
import type { RdsContext } from "./rds-context";
import { Snapshots } from "./snapshots";

export interface RdsOptions {
  readonly dataDir: string;
  readonly calls: ServiceCalls;
}

const operations = {
  AddTagsToResource: addTagsToResource,
  CreateDBInstance: createDBInstance,
  CreateDBSnapshot: createDBSnapshot,
  DeleteDBInstance: deleteDBInstance,
  DeleteDBSnapshot: deleteDBSnapshot,
  DescribeDBEngineVersions: describeDBEngineVersions,
  DescribeDBInstances: describeDBInstances,
  DescribeDBSnapshots: describeDBSnapshots,
  ListTagsForResource: listTagsForResource,
  ModifyDBInstance: modifyDBInstance,
  RebootDBInstance: rebootDBInstance,
  RemoveTagsFromResource: removeTagsFromResource,
  RestoreDBInstanceFromDBSnapshot: restoreDBInstanceFromDBSnapshot,
  StartDBInstance: startDBInstance,
  StopDBInstance: stopDBInstance,
} satisfies OperationsOf<typeof import("@aws-sdk/client-rds"), RdsContext>;

/** What asks for clusters, other engines, directories, encryption, monitoring or networks. */
const ofOthers = [
  ...["DBClusterIdentifier", "DBSecurityGroups", "OptionGroupName", "CharacterSetName", "NcharCharacterSetName"],
  ...["TdeCredentialArn", "TdeCredentialPassword", "StorageEncrypted", "KmsKeyId", "Domain", "DomainFqdn", "DomainOu"],
  ...["DomainAuthSecretArn", "DomainDnsIps", "DomainIAMRoleName", "DisableDomain", "Timezone", "MonitoringInterval"],
  ...["MonitoringRoleArn", "EnableIAMDatabaseAuthentication", "DatabaseInsightsMode", "EnablePerformanceInsights"],
  ...["PerformanceInsightsKMSKeyId", "PerformanceInsightsRetentionPeriod", "EnableCloudwatchLogsExports"],
  ...["CloudwatchLogsExportConfiguration", "ProcessorFeatures", "UseDefaultProcessorFeatures", "EnableCustomerOwnedIp"],
  ...[
    "NetworkType",
    "BackupTarget",
    "CustomIamInstanceProfile",
    "DBSystemId",
    "CACertificateIdentifier",
    "PromotionTier",
  ],
  ...["MasterUserSecretKmsKeyId", "MultiTenant", "DedicatedLogVolume", "EngineLifecycleSupport", "LicenseModel"],
  ...[
    "AdditionalStorageVolumes",
    "TagSpecifications",
    "DBCapacityReservationIdentifier",
    "MasterUserAuthenticationType",
  ],
];

const refused = {
  CreateDBInstance: ofOthers,
  DeleteDBInstance: ["DeleteAutomatedBackups"],
  DescribeDBEngineVersions: ["ListSupportedCharacterSets", "ListSupportedTimezones", "IncludeAll", "Marker"],
  DescribeDBSnapshots: ["IncludeShared", "IncludePublic"],
  ModifyDBInstance: [
    ...ofOthers,
    ...[
      "NewDBInstanceIdentifier",
      "DBPortNumber",
      "AllowMajorVersionUpgrade",
      "CertificateRotationRestart",
      "ReplicaMode",
    ],
    ...["AutomationMode", "ResumeFullAutomationModeMinutes", "AwsBackupRecoveryPointArn"],
  ],
  RebootDBInstance: ["ForceFailover"],
  RestoreDBInstanceFromDBSnapshot: [
    ...ofOthers,
    ...["DBName", "DBClusterSnapshotIdentifier", "AllocatedStorage", "ManageMasterUserPassword"],
  ],
  StartDBInstance: ["DBCapacityReservationIdentifier"],
  StopDBInstance: ["DBSnapshotIdentifier", "DetachFromDBCapacityReservation"],
};

/**
 * RDS: each instance is a PostgreSQL of its own on loopback.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_Operations.html
 */
export function rdsService({ dataDir, calls }: RdsOptions): Service {
  const data = DataFolder.at(dataDir);
  const snapshots = new Snapshots(data);
  const instances = new Instances(data, snapshots);
  const service = modelledService<RdsContext>({
    name: "rds",
    protocols: [awsQuery({ namespace: "http://rds.amazonaws.com/doc/2014-10-31/" })],
    context: { instances, snapshots, calls },
    operations,
    refuse: invalidValue,
    internalError: "InternalFailure",
    showsValues: true,
    refused,
    async load() {
      snapshots.all();
      await instances.load();
    },
    async reset() {
      await instances.reset();
      snapshots.reset();
      rmSync(join(dataDir, "rds"), { recursive: true, force: true });
    },
    close: () => instances.close(),
  });
  return { ...service, health: () => instances.health() };
}

import type { CreateDBInstanceMessage, DBInstance } from "@aws-sdk/client-rds";
import type { Checked } from "../protocol/operation";
import { loopback } from "./cluster/postgres-cluster";

/** What of a request is kept and read back: of most of it nothing follows here. */
export type InstanceSettings = Pick<
  Checked<CreateDBInstanceMessage>,
  | "DBInstanceClass"
  | "AllocatedStorage"
  | "StorageType"
  | "Iops"
  | "StorageThroughput"
  | "MaxAllocatedStorage"
  | "MultiAZ"
  | "AvailabilityZone"
  | "VpcSecurityGroupIds"
  | "PubliclyAccessible"
  | "BackupRetentionPeriod"
  | "PreferredBackupWindow"
  | "PreferredMaintenanceWindow"
  | "AutoMinorVersionUpgrade"
  | "CopyTagsToSnapshot"
  | "DeletionProtection"
>;

export const keptSettings = [
  ...["DBInstanceClass", "AllocatedStorage", "StorageType", "Iops", "StorageThroughput", "MaxAllocatedStorage"],
  ...["MultiAZ", "AvailabilityZone", "VpcSecurityGroupIds", "PubliclyAccessible", "BackupRetentionPeriod"],
  ...["PreferredBackupWindow", "PreferredMaintenanceWindow", "AutoMinorVersionUpgrade", "CopyTagsToSnapshot"],
  "DeletionProtection",
] as readonly (keyof InstanceSettings)[];

/** The settings that an input has. */
export function settingsOf(input: Partial<InstanceSettings>): Partial<InstanceSettings> {
  return Object.fromEntries(
    keptSettings.filter((name) => input[name] !== undefined).map((name) => [name, input[name]]),
  );
}

export type Tags = Readonly<Record<string, string>>;

export interface Instance {
  readonly id: string;
  /** Never given again; names the folder of its data. */
  readonly resourceId: string;
  readonly region: string;
  readonly accountId: string;
  /** AWS's word for what it does now. */
  readonly status: string;
  /** Why it has failed. */
  readonly message?: string;
  /** Whether it is to run, also after a restart of the embedded AWS. */
  readonly runs: boolean;
  readonly settings: InstanceSettings;
  readonly databaseName?: string;
  readonly masterUsername: string;
  readonly engineVersion: string;
  readonly port: number;
  /** In milliseconds since 1970. */
  readonly created: number;
  /** Of the superuser that only this program uses. */
  readonly adminPassword: string;
  /** What is still to be done before it is there: it is begun anew after a crash. */
  readonly pending?: { readonly masterPassword: string } | { readonly snapshot: string };
  /** Of the secret with the master user's password, where RDS manages it. */
  readonly secretArn?: string;
  readonly tags: Tags;
}

export const instanceArn = ({ region, accountId, id }: Pick<Instance, "region" | "accountId" | "id">): string =>
  `arn:aws:rds:${region}:${accountId}:db:${id}`;

export const tagList = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** An instance as DescribeDBInstances shows it. */
export function described(instance: Instance): DBInstance {
  const { settings, engineVersion, region, status } = instance;
  const [major] = engineVersion.split(".");
  const isThere = status !== "creating";
  return {
    DBInstanceIdentifier: instance.id,
    DBInstanceStatus: status,
    Engine: "postgres",
    EngineVersion: engineVersion,
    DBName: instance.databaseName,
    MasterUsername: instance.masterUsername,
    ...(isThere && {
      Endpoint: { Address: loopback, Port: instance.port },
      InstanceCreateTime: new Date(instance.created),
    }),
    DBInstanceArn: instanceArn(instance),
    DbiResourceId: instance.resourceId,
    DbInstancePort: 0,
    ...{ StorageType: "gp2", MultiAZ: false, PubliclyAccessible: false, AvailabilityZone: `${region}a` },
    ...{
      BackupRetentionPeriod: 1,
      PreferredBackupWindow: "03:00-03:30",
      PreferredMaintenanceWindow: "sun:04:00-sun:04:30",
    },
    ...{ AutoMinorVersionUpgrade: true, CopyTagsToSnapshot: false, DeletionProtection: false },
    ...settings,
    VpcSecurityGroups: (settings.VpcSecurityGroupIds ?? []).map((id) => ({ VpcSecurityGroupId: id, Status: "active" })),
    DBSecurityGroups: [],
    DBParameterGroups: [{ DBParameterGroupName: `default.postgres${major}`, ParameterApplyStatus: "in-sync" }],
    OptionGroupMemberships: [{ OptionGroupName: `default:postgres-${major}`, Status: "in-sync" }],
    LicenseModel: "postgresql-license",
    PendingModifiedValues: {},
    StorageEncrypted: false,
    IAMDatabaseAuthenticationEnabled: false,
    PerformanceInsightsEnabled: false,
    MonitoringInterval: 0,
    ...(instance.secretArn !== undefined && {
      MasterUserSecret: { SecretArn: instance.secretArn, SecretStatus: "active" },
    }),
    TagList: tagList(instance.tags),
  };
}

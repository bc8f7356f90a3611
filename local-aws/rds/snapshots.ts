import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { DBSnapshot } from "@aws-sdk/client-rds";
import { AwsError } from "../protocol/aws-error";
import type { DataFolder } from "../storage/data-folder";
import { RecordFolder } from "../storage/records/record-folder";
import { objectWith } from "../storage/sealed";
import { snapshotNotFound } from "./errors";
import { type Instance, type Tags, tagList } from "./instance";

export interface Snapshot {
  readonly id: string;
  /** Of its data, below `rds/snapshot-data/`. */
  readonly folder: string;
  readonly status: "creating" | "available" | "failed";
  /** In milliseconds since 1970. */
  readonly created: number;
  /** As it was then. */
  readonly instance: Instance;
  readonly tags: Tags;
}

/** The snapshots: a record each, and a folder with the copied cluster. */
export class Snapshots {
  private readonly records: RecordFolder<Snapshot>;

  constructor(private readonly data: DataFolder) {
    this.records = new RecordFolder<Snapshot>(data, "rds/snapshots", {
      shape: objectWith({ id: "string", folder: "string", status: "string", "instance.id": "string" }),
      keyOf: ({ id }) => id,
      notFound: snapshotNotFound,
      // what a crash has cut off is no backup
      interrupted: (snapshot) => (snapshot.status === "creating" ? { ...snapshot, status: "failed" } : undefined),
    });
  }

  /** @throws AwsError DBSnapshotNotFound */
  get(id: string): Snapshot {
    return this.records.get(id.toLowerCase());
  }

  all(): Snapshot[] {
    return [...this.records.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Keeps a snapshot that is being made. @throws AwsError DBSnapshotAlreadyExists */
  begin(name: string, instance: Instance, tags: Tags): Snapshot {
    const id = name.toLowerCase();
    if (this.records.has(id)) {
      throw new AwsError(
        "DBSnapshotAlreadyExistsFault",
        `Cannot create the snapshot because a snapshot with the identifier ${id} already exists.`,
      );
    }
    const snapshot: Snapshot = { id, folder: randomUUID(), status: "creating", created: Date.now(), instance, tags };
    this.records.put(snapshot);
    return snapshot;
  }

  put(snapshot: Snapshot): void {
    this.records.put(snapshot);
  }

  /** @throws AwsError DBSnapshotNotFound, InvalidDBSnapshotState */
  delete(id: string): Snapshot {
    const snapshot = this.get(id);
    if (snapshot.status === "creating") {
      throw new AwsError("InvalidDBSnapshotStateFault", `Cannot delete snapshot ${id} while it is being created.`);
    }
    this.records.delete(snapshot.id);
    rmSync(this.folderOf(snapshot), { recursive: true, force: true });
    return snapshot;
  }

  /** Where its data lie; absolute. */
  folderOf({ folder }: Snapshot): string {
    return join(this.data.path, "rds", "snapshot-data", folder);
  }

  reset(): void {
    this.records.forget();
  }
}

export const snapshotArn = ({ id, instance: { region, accountId } }: Snapshot): string =>
  `arn:aws:rds:${region}:${accountId}:snapshot:${id}`;

/** A snapshot as DescribeDBSnapshots shows it. */
export function describedSnapshot(snapshot: Snapshot): DBSnapshot {
  const { instance, status } = snapshot;
  const { settings, region } = instance;
  return {
    DBSnapshotIdentifier: snapshot.id,
    DBInstanceIdentifier: instance.id,
    DbiResourceId: instance.resourceId,
    DBSnapshotArn: snapshotArn(snapshot),
    SnapshotCreateTime: new Date(snapshot.created),
    InstanceCreateTime: new Date(instance.created),
    SnapshotType: "manual",
    Status: status,
    PercentProgress: status === "available" ? 100 : 0,
    Engine: "postgres",
    EngineVersion: instance.engineVersion,
    LicenseModel: "postgresql-license",
    MasterUsername: instance.masterUsername,
    Port: instance.port,
    AllocatedStorage: settings.AllocatedStorage,
    StorageType: settings.StorageType ?? "gp2",
    AvailabilityZone: settings.AvailabilityZone ?? `${region}a`,
    Encrypted: false,
    IAMDatabaseAuthenticationEnabled: false,
    TagList: tagList(snapshot.tags),
  };
}

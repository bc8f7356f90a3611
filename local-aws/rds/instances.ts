import { join } from "node:path";
import type { DataFolder } from "../storage/data-folder";
import { RecordFolder } from "../storage/records/record-folder";
import { objectWith } from "../storage/sealed";
import { PostgresCluster } from "./cluster/postgres-cluster";
import { findPostgres, type PostgresPrograms } from "./cluster/postgres-programs";
import { instanceNotFound, invalidState, notInstalled } from "./errors";
import type { Instance } from "./instance";
import type { Snapshot, Snapshots } from "./snapshots";

/** What `/_local/health` tells of an instance. */
export interface InstanceHealth {
  readonly id: string;
  readonly state: string;
  readonly port: number;
  readonly message?: string;
}

/** The database instances: a record each, and a PostgreSQL that runs where it is to run. */
export class Instances {
  private readonly records: RecordFolder<Instance>;
  private readonly clusters = new Map<string, PostgresCluster>();
  private readonly tasks = new Map<string, Promise<void>>();
  private closing = false;

  constructor(
    private readonly data: DataFolder,
    readonly snapshots: Snapshots,
  ) {
    this.records = new RecordFolder<Instance>(data, "rds/instances", {
      shape: objectWith({
        id: "string",
        resourceId: "string",
        status: "string",
        port: "number",
        adminPassword: "string",
      }),
      keyOf: ({ id }) => id,
      notFound: instanceNotFound,
      // after a crash as after an end: no server runs that this process has not started
      interrupted: (instance) =>
        instance.runs && instance.pending === undefined && instance.status !== "starting"
          ? { ...instance, status: "starting" }
          : undefined,
    });
  }

  find(id: string): Instance | undefined {
    return this.records.find(id.toLowerCase());
  }

  /** @throws AwsError DBInstanceNotFound */
  get(id: string): Instance {
    return this.records.get(id.toLowerCase());
  }

  all(): Instance[] {
    return [...this.records.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  put(instance: Instance): void {
    this.records.put(instance);
  }

  /** An instance that is in one of some states. @throws AwsError DBInstanceNotFound, InvalidDBInstanceState */
  inState(id: string, states: readonly string[]): Instance {
    const instance = this.get(id);
    if (!states.includes(instance.status)) {
      throw invalidState(instance.id, `is not in ${states.join(" or ")} state.`);
    }
    return instance;
  }

  /** Makes the database of a new instance, in the background. */
  create(instance: Instance): Instance {
    return this.work({ ...instance, status: "creating" }, async (cluster) => {
      await this.make(instance, cluster);
      const { pending: _done, ...made } = this.get(instance.id);
      return { ...made, status: "available" };
    });
  }

  start(instance: Instance): Instance {
    return this.work({ ...instance, status: "starting", runs: true }, async (cluster) => {
      await cluster.start();
      return { ...this.get(instance.id), status: "available" };
    });
  }

  stop(instance: Instance): Instance {
    return this.work({ ...instance, status: "stopping", runs: false }, async (cluster) => {
      await cluster.stop();
      return { ...this.get(instance.id), status: "stopped" };
    });
  }

  reboot(instance: Instance): Instance {
    return this.work({ ...instance, status: "rebooting" }, async (cluster) => {
      await cluster.stop();
      await cluster.start();
      return { ...this.get(instance.id), status: "available" };
    });
  }

  /** Makes a snapshot, in the background; then the instance goes on as before, or does what comes next. */
  backUp(instance: Instance, snapshot: Snapshot, next?: () => unknown): Instance {
    const { status } = instance;
    return this.work({ ...instance, status: "backing-up" }, async (cluster) => {
      try {
        await cluster.backUp(this.snapshots.folderOf(snapshot));
        this.snapshots.put({ ...snapshot, status: "available" });
      } catch (error) {
        this.snapshots.put({ ...snapshot, status: "failed" });
        console.error(`The snapshot ${snapshot.id} could not be made:`, error);
        return { ...this.get(instance.id), status };
      }
      setImmediate(() => next?.());
      return { ...this.get(instance.id), status };
    });
  }

  /** Ends and forgets an instance with its data, in the background. */
  delete(instance: Instance): Instance {
    return this.work({ ...instance, status: "deleting", runs: false }, async (cluster) => {
      await cluster.kill();
      cluster.remove();
      this.clusters.delete(instance.resourceId);
      this.records.delete(instance.id);
      return undefined;
    });
  }

  /** Gives the master user another password. It has it when this returns. */
  async setMasterPassword(instance: Instance, password: string): Promise<void> {
    const { escapeIdentifier, escapeLiteral } = await import("pg");
    const { masterUsername } = instance;
    await this.clusterOf(instance).run((client) =>
      client.query(`ALTER ROLE ${escapeIdentifier(masterUsername)} PASSWORD ${escapeLiteral(password)}`),
    );
  }

  /** Goes on with what was to run or under way when the embedded AWS ended, in the background. */
  async load(): Promise<void> {
    await this.records.prepare();
    for (const instance of this.all()) {
      if (this.tasks.has(instance.id) || this.clusters.get(instance.resourceId)?.isRunning) {
        continue;
      }
      if (findPostgres() === undefined) {
        this.put({ ...instance, status: "failed", message: notInstalled().message });
      } else if (instance.status === "deleting") {
        this.delete(instance);
      } else if (instance.pending !== undefined) {
        this.create(instance);
      } else if (instance.runs) {
        this.start(instance);
      } else if (instance.status !== "stopped") {
        this.put({ ...instance, status: "stopped" });
      }
    }
  }

  health(): InstanceHealth[] {
    return this.all().map(({ id, status: state, port, message }) => ({ id, state, port, ...(message && { message }) }));
  }

  /** Ends all servers. What was to run runs again after the next start. */
  async close(): Promise<void> {
    this.closing = true;
    await Promise.all(this.tasks.values());
    await Promise.all([...this.clusters.values()].map((cluster) => cluster.stop()));
    this.closing = false;
  }

  /** Ends all servers at once, and forgets all. The caller removes the folder. */
  async reset(): Promise<void> {
    this.closing = true;
    await Promise.all([...this.clusters.values()].map((cluster) => cluster.kill()));
    await Promise.all(this.tasks.values());
    await Promise.all([...this.clusters.values()].map((cluster) => cluster.kill()));
    this.clusters.clear();
    this.records.forget();
    this.closing = false;
  }

  /** Keeps an instance's new state, and works in the background until it has the next one. */
  private work(instance: Instance, work: (cluster: PostgresCluster) => Promise<Instance | undefined>): Instance {
    const { message: _old, ...begun } = instance;
    const cluster = this.clusterOf(begun);
    cluster.whenEnded(() => {});
    this.put(begun);
    const task = (async () => {
      try {
        const next = await work(cluster);
        if (next !== undefined) {
          this.put(next);
          this.watch(next, cluster);
        }
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        if (!this.closing) {
          console.error(`The database instance ${begun.id} has failed: ${text}`);
          this.put({ ...begun, status: "failed", message: text });
        }
      } finally {
        this.tasks.delete(begun.id);
      }
    })();
    this.tasks.set(begun.id, task);
    return begun;
  }

  /** Tells where a server ends that was to run. */
  private watch(instance: Instance, cluster: PostgresCluster): void {
    cluster.whenEnded(() => {
      const now = this.find(instance.id);
      if (!this.closing && now?.status === "available") {
        this.start(now);
      }
    });
  }

  private async make(instance: Instance, cluster: PostgresCluster): Promise<void> {
    const { pending, masterUsername, databaseName } = instance;
    if (pending !== undefined && "snapshot" in pending) {
      const snapshot = this.snapshots.get(pending.snapshot);
      await cluster.restore(this.snapshots.folderOf(snapshot));
      await cluster.start();
      return;
    }
    const { escapeIdentifier, escapeLiteral } = await import("pg");
    await cluster.create();
    await cluster.start();
    const master = escapeIdentifier(masterUsername);
    await cluster.run(async (client) => {
      await client.query(
        "CREATE ROLE rds_superuser NOLOGIN IN ROLE pg_monitor, pg_signal_backend, pg_checkpoint, pg_maintain",
      );
      await client.query(
        `CREATE ROLE ${master} LOGIN CREATEDB CREATEROLE IN ROLE rds_superuser PASSWORD ${escapeLiteral(pending?.masterPassword ?? "")}`,
      );
      await client.query(`ALTER DATABASE postgres OWNER TO ${master}`);
      if (databaseName !== undefined && databaseName !== "postgres") {
        await client.query(`CREATE DATABASE ${escapeIdentifier(databaseName)} OWNER ${master}`);
      }
    });
  }

  private clusterOf(instance: Instance): PostgresCluster {
    const programs: PostgresPrograms | undefined = findPostgres();
    if (programs === undefined) {
      throw notInstalled();
    }
    const { resourceId, adminPassword, port } = instance;
    const folder = join(this.data.path, "rds", "clusters", resourceId);
    const cluster =
      this.clusters.get(resourceId) ?? new PostgresCluster(this.data, folder, programs, adminPassword, port);
    this.clusters.set(resourceId, cluster);
    return cluster;
  }
}

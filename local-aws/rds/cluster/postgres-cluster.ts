import type { ChildProcess } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { endOwned, startOwned } from "../../../processes/owned-process";
import type { DataFolder } from "../../storage/data-folder";
import { copyTree, type Owner } from "./copy-tree";
import { removeLeftLock } from "./left-lock";
import type { PostgresPrograms } from "./postgres-programs";

/** RDS's own superuser. */
export const adminUser = "rdsadmin";
export const loopback = "127.0.0.1";

const startLimitMs = 60_000;
const stopLimitMs = 20_000;
/** Its programs refuse to run as root; nobody's number is the same on all systems that have one. */
const nobody = 65_534;
const owner: Owner | undefined = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : undefined;

/** A PostgreSQL cluster in a folder of the data folder: a child process while it runs. */
export class PostgresCluster {
  private child: ChildProcess | undefined;
  /** Called where the server ends by itself. */
  private onEnd: (() => void) | undefined;
  private readonly data: string;
  private readonly log: string;

  /**
   * @param folder Absolute: for the cluster's data and its log.
   * @param password Of {@link adminUser}.
   * @param port On loopback.
   */
  constructor(
    private readonly dataFolder: DataFolder,
    private readonly folder: string,
    private readonly programs: PostgresPrograms,
    private readonly password: string,
    private readonly port: number,
  ) {
    this.data = join(folder, "data");
    this.log = join(folder, "server.log");
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Makes the cluster anew. */
  async create(): Promise<void> {
    this.empty();
    const passwordFile = join(this.folder, "password");
    writeFileSync(passwordFile, `${this.password}\n`, { mode: 0o600 });
    give(passwordFile);
    const order = ["--locale-provider=icu", "--icu-locale=en-US", "--locale=C", "--encoding=UTF8"];
    const access = [`--username=${adminUser}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
    const child = this.startProgram(this.programs.initdb, [`--pgdata=${this.data}`, ...order, ...access, "--no-sync"]);
    const code = await new Promise((done) => child.once("close", done));
    rmSync(passwordFile, { force: true });
    await endOwned(child);
    if (code !== 0) {
      throw new Error(`PostgreSQL could not be set up: ${this.lastOfLog()}`);
    }
  }

  /** Takes the data of a backup for its own. @param from A folder that {@link backUp} made. */
  async restore(from: string): Promise<void> {
    this.empty();
    await copyTree(from, this.data, { owner });
  }

  /** Starts the server, and waits until it answers. */
  async start(): Promise<void> {
    if (!existsSync(this.data)) {
      throw new Error(`The data of the database are gone: ${this.data} is not there.`);
    }
    reach(this.dataFolder.path, this.folder);
    await removeLeftLock(this.data);
    const settings = {
      listen_addresses: loopback,
      unix_socket_directories: "",
      fsync: this.dataFolder.survivesPowerLoss ? "on" : "off",
      shared_buffers: "32MB",
      timezone: "UTC",
      log_timezone: "UTC",
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const child = this.startProgram(this.programs.postgres, ["-D", this.data, "-p", String(this.port), ...options]);
    this.child = child;
    child.once("exit", () => {
      void endOwned(child);
      const { onEnd } = this;
      this.onEnd = undefined;
      onEnd?.();
    });
    const deadline = Date.now() + startLimitMs;
    while (this.isRunning && Date.now() < deadline) {
      try {
        await this.run(async (client) => client.query("SELECT 1"));
        return;
      } catch {
        await sleep(25);
      }
    }
    await this.kill();
    throw new Error(`PostgreSQL did not start: ${this.lastOfLog()}`);
  }

  /** Ends the server as an administrator does: open transactions are rolled back, all else is written. */
  async stop(): Promise<void> {
    const { child } = this;
    if (child === undefined || !this.isRunning) {
      return;
    }
    this.onEnd = undefined;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGINT");
    await Promise.race([ended, sleep(stopLimitMs, undefined, { ref: false })]);
    await this.kill();
  }

  /** Ends the server at once; nothing that it has committed is lost. */
  async kill(): Promise<void> {
    this.onEnd = undefined;
    if (this.child !== undefined) {
      await endOwned(this.child);
    }
    this.child = undefined;
  }

  /** Tells once where the server ends by itself, from now on. */
  whenEnded(listener: () => void): void {
    this.onEnd = listener;
  }

  /** Works as the superuser. */
  async run<Result>(work: (client: Client) => Promise<Result>, database = "postgres"): Promise<Result> {
    const { Client } = await import("pg");
    const { password, port } = this;
    const client = new Client({ host: loopback, port, user: adminUser, password, database });
    // an end of the server is told by the query that it breaks
    client.on("error", () => {});
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /**
   * Copies the cluster, running or not.
   *
   * @param to Absolute; a folder that is not there yet.
   * @see https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP
   */
  async backUp(to: string): Promise<void> {
    if (!this.isRunning) {
      await copyTree(this.data, to, { skip: (path) => ofProcess.includes(path) });
      return;
    }
    const label = await this.run(async (client) => {
      await client.query("SELECT pg_backup_start('snapshot', true)");
      await copyTree(this.data, to, { skip: (path) => ofProcess.includes(path) || /^pg_(wal|replslot)./.test(path) });
      const { rows } = await client.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop(false)");
      return rows[0]?.labelfile ?? "";
    });
    await copyTree(join(this.data, "pg_wal"), join(to, "pg_wal"));
    writeFileSync(join(to, "backup_label"), label);
  }

  /** Removes the cluster with all its data. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private empty(): void {
    this.remove();
    mkdirSync(this.folder, { recursive: true });
    reach(this.dataFolder.path, this.folder);
    give(this.folder);
  }

  private startProgram(program: string, args: readonly string[]): ChildProcess {
    const log = openSync(this.log, "a");
    try {
      const env = { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC", SystemRoot: process.env.SystemRoot };
      return startOwned(program, args, { cwd: this.folder, env, output: [log, log], ...owner });
    } finally {
      closeSync(log);
    }
  }

  private lastOfLog(): string {
    const lines = existsSync(this.log) ? readFileSync(this.log, "utf8").trim().split("\n") : [];
    return `${lines.slice(-3).join(" ")} (its log: ${this.log})`;
  }
}

/** What belongs to the running server alone. */
const ofProcess: readonly string[] = ["postmaster.pid", "postmaster.opts", "pg_stat_tmp"];

function give(path: string): void {
  if (owner !== undefined) {
    chownSync(path, owner.uid, owner.gid);
  }
}

/** Lets the user nobody pass through the data folder to a folder of its own, where this process runs as root. */
function reach(dataFolder: string, folder: string): void {
  for (let path = dirname(folder); owner !== undefined && path.length >= dataFolder.length; path = dirname(path)) {
    chmodSync(path, statSync(path).mode | 0o011);
  }
}

import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, existsSync, openSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endOwned, startOwned } from "../../../processes/owned-process";
import { anyCredentials, type Credentials } from "../../protocol/signatures/credentials";
import { lateSecondCompiler } from "../compilers";
import { hasIceberg, type Installation, icebergJars, jarsIn, labJar, readInstallation } from "../installation";
import type { SqlEngine, SqlEngineHealth } from "./sql-engine";
import { runTrinoQuery, type TrinoAddress, trinoHeaders } from "./trino-client";
import { trinoTemporaryFolder, writeTrinoConfig } from "./trino-config";
import { defaultTrinoMemory } from "./trino-memory";

export interface TrinoOptions {
  /** The data folder of the embedded AWS; Trino keeps its configuration and log in `trino/` there. */
  readonly dataDir: string;
  /** The URL of the embedded AWS. */
  readonly endpoint: string;
  /** What Trino signs its requests with; any will do where the embedded AWS asks for none. */
  readonly credentials?: Credentials;
  readonly environment?: Readonly<Record<string, string>>;
  /** Its heap, in megabytes; chosen from the machine's where it is not given. */
  readonly memory?: number;
  /** Whether it can use Iceberg; where it is not given, it can if that is installed. */
  readonly iceberg?: boolean;
}

/** Trino takes from it what requests have to show. Who starts the embedded AWS may choose it, so as to ask Trino, too. */
export const secretVariable = "LAB_TRINO_SECRET";

const startLimitMs = 120_000;

/** One that ends sooner after it was restarted is not started again. */
const aWhileMs = 60_000;

/** The Trino server that answers Athena's queries: a child process that ends with this one. */
export class TrinoEngine implements SqlEngine {
  private state: SqlEngineHealth["state"] = "not started";
  private message: string | undefined;
  private url: string | null = null;
  private child: ChildProcess | undefined;
  private stopping = false;
  private restartedAt = Number.NEGATIVE_INFINITY;
  private settled: Promise<void> | undefined;
  readonly log: string;
  private readonly folder: string;
  private readonly secret: string;

  constructor(private readonly options: TrinoOptions) {
    this.folder = resolve(options.dataDir, "trino");
    this.log = join(this.folder, "server.log");
    this.secret = process.env[secretVariable] ?? randomUUID();
  }

  health(): SqlEngineHealth {
    return { engine: "trino", state: this.state, url: this.url, ...(this.message && { message: this.message }) };
  }

  address(): TrinoAddress | undefined {
    return this.url === null ? undefined : { url: this.url, secret: this.secret };
  }

  /** Starts Trino in the background. */
  start(): void {
    this.state = "starting";
    this.settled = this.launch().catch((error: unknown) => {
      this.fail(error instanceof Error ? error.message : String(error));
    });
  }

  /**
   * Waits until Trino answers. It is started where nobody has.
   *
   * @returns Where.
   * @throws Where it could not be started.
   */
  async ready(): Promise<TrinoAddress> {
    if (this.settled === undefined) {
      this.start();
    }
    await this.settled;
    const address = this.address();
    if (this.state !== "ready" || address === undefined) {
      throw new Error(this.message ?? "Trino is not running.");
    }
    return address;
  }

  /** Ends Trino; there is nothing that it would have to save. `SIGTERM` lets it run its exit hooks. */
  async stop(signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill(signal);
      await ended;
    }
    await this.settled;
    rmSync(trinoTemporaryFolder(this.folder), { recursive: true, force: true });
  }

  private async launch(): Promise<void> {
    const installation = readInstallation();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const { memory = defaultTrinoMemory(), iceberg = hasIceberg() } = this.options;
    const config = writeTrinoConfig({
      folder: this.folder,
      port,
      endpoint: this.options.endpoint,
      dataDir: this.options.dataDir,
      memory,
      iceberg,
    });
    const { accessKeyId, secretAccessKey } = this.options.credentials ?? anyCredentials;
    if (this.stopping) {
      return;
    }
    const log = openSync(this.log, "a");
    const child = startOwned(installation.trinoJava, trinoArguments(installation, config, memory, iceberg), {
      cwd: this.folder,
      env: {
        PATH: process.env.PATH,
        LANG: "C.UTF-8",
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        [secretVariable]: this.secret,
        ...this.options.environment,
      },
      output: [log, log],
    });
    closeSync(log);
    this.child = child;
    this.url = url;
    child.once("exit", () => this.exited(child));
    child.once("error", (error) => this.fail(`Trino could not be started: ${error.message}`));
    await this.waitForAnswer(child, { url, secret: this.secret });
  }

  private async waitForAnswer(child: ChildProcess, trino: TrinoAddress): Promise<void> {
    const deadline = Date.now() + startLimitMs;
    while (Date.now() < deadline && !this.stopping && child.exitCode === null && child.signalCode === null) {
      if (await isReady(trino)) {
        this.state = "ready";
        return;
      }
      await sleep(25);
    }
    if (!this.stopping) {
      throw new Error(`Trino did not start. Its log: ${this.log}`);
    }
  }

  private exited(child: ChildProcess): void {
    void endOwned(child);
    if (this.stopping || this.child !== child || this.state !== "ready") {
      return;
    }
    if (Date.now() - this.restartedAt > aWhileMs) {
      this.restartedAt = Date.now();
      this.start();
    } else {
      this.fail(`Trino ended again right after it was restarted. Its log: ${this.log}`);
    }
  }

  private fail(message: string): void {
    this.state = "failed";
    this.message = message;
  }
}

/** The JVM's options: a quick start. @param memory Its heap, in megabytes. @param iceberg Whether it has Iceberg. */
export function trinoArguments(
  { trinoHome, trinoArchive }: Pick<Installation, "trinoHome" | "trinoArchive">,
  configFile: string,
  memory: number,
  iceberg: boolean,
): string[] {
  return [
    `-Xmx${memory}m`,
    // enough for the start, and idle it takes no more
    `-Xms${Math.min(memory, 256)}m`,
    "-XX:ReservedCodeCacheSize=240m",
    "-XX:+ExitOnOutOfMemoryError",
    // both would leave files in the machine's temporary folder
    "-XX:-UsePerfData",
    `-Djava.io.tmpdir=${trinoTemporaryFolder(dirname(configFile))}`,
    // decision 21: the others need more memory while idle, and queries gain nothing
    "-XX:+UseSerialGC",
    ...lateSecondCompiler,
    // Trino measures objects with a library that attaches an agent to its own JVM; its estimates do
    "-Djol.skipHotspotSAAttach=true",
    "-Djol.skipDynamicAttach=true",
    "--sun-misc-unsafe-memory-access=allow",
    // Trino puts itself together with Guice, once: code generated for that costs more than it saves, and no one asks
    // where in Trino's sources a part was named
    "-Dguice_bytecode_gen_option=DISABLED",
    "-Dguice_include_stack_traces=OFF",
    "-Djdk.reflect.useNativeAccessorOnly=true",
    ...(existsSync(trinoArchive) ? [`-XX:AOTCache=${trinoArchive}`] : []),
    `-Dconfig=${configFile}`,
    "-cp",
    // Iceberg at its end: the archive of classes is made without
    [labJar, ...jarsIn(join(trinoHome, "lib")), ...(iceberg ? jarsIn(icebergJars.trino) : [])].join(delimiter),
    "lab.TrinoMain",
    "476",
  ];
}

/** Trino says that it has started before it takes work, so it is then asked for some; this warms it up, too. */
async function isReady(trino: TrinoAddress): Promise<boolean> {
  const signal = AbortSignal.timeout(10_000);
  try {
    const response = await fetch(`${trino.url}/v1/info`, { headers: trinoHeaders(trino), signal });
    const info = (await response.json()) as { starting?: boolean };
    if (info.starting !== false) {
      return false;
    }
    const sql = "SELECT count(*) FROM UNNEST(sequence(1, 2))";
    for await (const page of runTrinoQuery({ trino, sql, database: "default", session: {}, signal })) {
      if (page.data !== undefined) {
        return true;
      }
    }
  } catch {
    // not yet
  }
  return false;
}

function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolvePort(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

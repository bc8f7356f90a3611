import type { ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { endOwned, startOwned } from "../../processes/owned-process";
import { projectRoot, readInstallation } from "../engines/installation";

export interface MotoOptions {
  /** The data folder of the embedded AWS; moto writes its log there, and nothing else. */
  readonly dataDir: string;
  /** The account that moto's ARNs have. */
  readonly accountId: string;
  /** Gives a moto that has just started what is kept of one before. @param port Its port. */
  readonly restore?: (port: number) => Promise<void>;
}

export type MotoState = "not started" | "starting" | "ready" | "ended";

/**
 * The moto server: a child process that is started when it is first needed and ends with this one.
 *
 * @see https://docs.getmoto.org/en/latest/docs/server_mode.html
 */
export class MotoProcess {
  state: MotoState = "not started";
  private child: ChildProcess | undefined;
  private port: Promise<number> | undefined;

  constructor(private readonly options: MotoOptions) {}

  /**
   * Starts moto where it does not run.
   *
   * @returns Its port on loopback.
   * @throws Where it cannot be started; the next call tries again.
   */
  ready(): Promise<number> {
    this.port ??= this.start().catch((error: unknown) => {
      this.port = undefined;
      throw error;
    });
    return this.port;
  }

  /** Ends moto, and with it all that it has in its memory. */
  async stop(): Promise<void> {
    const { child } = this;
    if (child === undefined) {
      return;
    }
    await endOwned(child);
  }

  /** What moto writes beside its memory: gone when it ends. */
  private get temporary(): string {
    return join(this.options.dataDir, "moto", "tmp");
  }

  private async start(): Promise<number> {
    this.state = "starting";
    const logFile = join(this.options.dataDir, "moto", "server.log");
    mkdirSync(this.temporary, { recursive: true });
    const log = openSync(logFile, "a");
    const child = startOwned(readInstallation().python, [join(projectRoot, "local-aws", "moto", "moto_server.py")], {
      output: ["pipe", log],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        LANG: "C.UTF-8",
        TMPDIR: this.temporary,
        PYTHONDONTWRITEBYTECODE: "1",
        MOTO_ACCOUNT_ID: this.options.accountId,
      },
    });
    closeSync(log);
    this.child = child;
    const ended = new Promise<undefined>((done) => {
      child.once("exit", () => done(undefined));
      child.once("error", () => done(undefined));
    });
    void ended.then(() => this.forget(child));
    const port = await Promise.race([firstLine(child), ended]);
    if (port === undefined) {
      throw new Error(`moto did not start. Run \`npm run setup\`, and look at its log: ${logFile}`);
    }
    await this.options.restore?.(Number(port));
    this.state = "ready";
    return Number(port);
  }

  private forget(child: ChildProcess): void {
    void endOwned(child);
    rmSync(this.temporary, { recursive: true, force: true });
    if (this.child === child) {
      this.child = undefined;
      this.port = undefined;
      this.state = "ended";
    }
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (child.stdout !== null) {
      createInterface({ input: child.stdout }).once("line", resolve);
    }
  });
}

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "../project";
import { airflowEnvironment, airflowProgram, emptyMetadata } from "./airflow";

/** How a run of a DAG ended. */
export interface DagRunEnd {
  /** `success` or `failed`. */
  readonly state: string;
  /** The state of each task by its id. */
  readonly tasks: Readonly<Record<string, string>>;
  /** The last error that a task raised. */
  readonly reason: string;
  /** Of each Glue job that a task runs, those that have to end before. */
  readonly before: Readonly<Record<string, readonly string[]>>;
}

/** A file cannot be read as one with that DAG. */
export class DagBroken extends Error {}

const loadSeconds = 120;

/** Runs DAGs in one process of Python, their tasks one after the other: no server, no scheduler, an empty database. */
export class DagRunner {
  private readonly answers: AsyncIterator<string>;
  private said = "";

  private constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly home: string,
    private readonly file: string,
  ) {
    this.answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    child.stdin.on("error", () => {});
    child.on("error", () => {});
    child.stderr.on("data", (data: Buffer) => {
      this.said = (this.said + data).slice(-4_000);
    });
  }

  /** Starts the process, which ends when this one is gone. Airflow has to be installed. */
  static open(): DagRunner {
    const home = mkdtempSync(join(tmpdir(), "quality-lab-dag-"));
    const dags = join(home, "dags");
    mkdirSync(dags);
    copyFileSync(emptyMetadata, join(home, "metadata.db"));
    const file = join(dags, "lab_dag.py");
    const child = spawn(airflowProgram("python"), [join(root, "processes", "airflow", "run_dag.py"), file], {
      env: airflowEnvironment({ home, dagFolders: { dags } }),
      cwd: dags,
    });
    return new DagRunner(child, home, file);
  }

  /**
   * Reads a DAG, in place of the one before.
   *
   * @param text Its Python file's.
   * @throws DagBroken Where it cannot be read, or has no such DAG.
   */
  async load(text: string, dagId: string): Promise<void> {
    writeFileSync(this.file, text);
    const answer = (await this.ask({ load: dagId }, loadSeconds)) as { readonly broken?: string } | undefined;
    const broken = answer === undefined ? `It was not read within ${loadSeconds} s.` : answer.broken;
    if (broken !== undefined) {
      throw new DagBroken(broken);
    }
  }

  /**
   * Lets the DAG run once.
   *
   * @param seconds The longest run; then the process is ended.
   * @returns Undefined where it did not end in time.
   */
  async run(conf: object, seconds: number): Promise<DagRunEnd | undefined> {
    return (await this.ask({ conf }, seconds)) as DagRunEnd | undefined;
  }

  close(): void {
    this.child.kill("SIGKILL");
    rmSync(this.home, { recursive: true, force: true });
  }

  private async ask(command: object, seconds: number): Promise<unknown> {
    this.child.stdin.write(`${JSON.stringify(command)}\n`);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((done) => {
      timer = setTimeout(() => done(undefined), seconds * 1000);
    });
    const line = await Promise.race([this.answers.next(), late]).finally(() => clearTimeout(timer));
    if (line === undefined) {
      this.child.kill("SIGKILL");
      return undefined;
    }
    if (line.done === true) {
      throw new Error(`Airflow ended early: ${this.said}`);
    }
    return JSON.parse(line.value);
  }
}

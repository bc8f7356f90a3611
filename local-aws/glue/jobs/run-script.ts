import type { ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { Job, JobRun } from "@aws-sdk/client-glue";
import { endOwned } from "../../../processes/owned-process";
import { startPython } from "../../engines/python";
import { startSpark } from "../../engines/spark";
import type { LogStore } from "../../logs/log-store";
import { anyCredentials, type Credentials } from "../../protocol/credentials";
import type { ObjectStore } from "../../s3/object-store";
import { resultsFolder } from "../data-quality/results";
import { bookmarkPath } from "./bookmarks";
import { ErrorTail } from "./error-message";
import { isPythonShell } from "./job-definition";
import { forwardLines } from "./log-lines";
import { requestedModules, startInstaller } from "./python-modules";
import { parseS3Location } from "./s3-location";
import { listedLocations, pythonShellArguments, sparkArguments, sparkConf } from "./special-arguments";
import { sparkCores } from "./workers";

export interface RunEnvironment {
  readonly dataDir: string;
  readonly endpoint: string;
  readonly credentials?: Credentials;
  readonly region: string;
  readonly objects: ObjectStore;
  readonly logs: LogStore;
}

/** How a script ended: well, or with what Glue would show. */
export type ScriptEnd = { readonly state: "SUCCEEDED" } | { readonly state: "FAILED"; readonly message: string };

type Arguments = Readonly<Record<string, string>>;

/** A script that runs, on Spark or in Python itself, from the copying of its files to the end of its processes. */
export class RunningScript {
  /** Resolves when all its processes are gone and its logs are stored. Rejects with a {@link LaunchError}. */
  readonly ended: Promise<ScriptEnd>;
  private child: ChildProcess | undefined;
  private isStopped = false;
  private readonly workDir: string;

  /** Copies the script and its files from S3 and starts it. */
  constructor(
    private readonly job: Job,
    private readonly run: JobRun,
    private readonly args: Arguments,
    private readonly environment: RunEnvironment,
  ) {
    this.workDir = join(workFolder(environment.dataDir), run.Id ?? "");
    this.ended = this.start().finally(() => rmSync(this.workDir, { recursive: true, force: true }));
  }

  /** Ends the script and all processes that it started. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.child !== undefined) {
      await endOwned(this.child);
    }
  }

  private async start(): Promise<ScriptEnd> {
    mkdirSync(this.workDir, { recursive: true });
    const copy = (location: string): string => copyObject(this.environment.objects, location, this.workDir);
    const scriptPath = copy(this.job.Command?.ScriptLocation ?? "");
    const pyFiles = listedLocations(this.args, "--extra-py-files").map(copy);
    const jars = listedLocations(this.args, "--extra-jars").map(copy);
    listedLocations(this.args, "--extra-files").forEach(copy);
    const modules = requestedModules(this.args, copy);
    if (modules !== undefined) {
      const folder = join(this.workDir, "python-modules");
      const exit = await this.watch(startInstaller(modules, folder, this.workDir), (lines) => this.log("error", lines));
      if (exit !== 0) {
        throw new LaunchError(
          `LAUNCH ERROR | pip could not install ${modules.join(" ")}. The error log has its words.`,
        );
      }
      return this.runScript(scriptPath, pyFiles, jars, [folder]);
    }
    return this.runScript(scriptPath, pyFiles, jars, []);
  }

  private async runScript(
    scriptPath: string,
    pyFiles: readonly string[],
    jars: readonly string[],
    folders: readonly string[],
  ): Promise<ScriptEnd> {
    const printed = new ErrorTail();
    const onOutput = (lines: string[]): void => {
      this.log("output", lines);
      printed.add(lines);
    };
    const onError = (lines: string[]): void => {
      this.log("error", lines);
      printed.addLog(lines);
    };
    const child = isPythonShell(this.job)
      ? this.startPythonShell(scriptPath, [...folders, ...pyFiles])
      : this.startSpark(scriptPath, pyFiles, jars, folders);
    const exit = await this.watch(child, onError, onOutput);
    if (exit === 0) {
      return { state: "SUCCEEDED" };
    }
    if (isPythonShell(this.job)) {
      const message = typeof exit === "number" ? `Command failed with exit code ${exit}` : `Command failed: ${exit}`;
      return { state: "FAILED", message };
    }
    const traceback = printed.traceback();
    if (traceback.length > 0) {
      this.log("error", ["Error from Python:", ...traceback]);
    }
    return { state: "FAILED", message: printed.message(exit) };
  }

  private startPythonShell(scriptPath: string, modules: readonly string[]): ChildProcess {
    const args = pythonShellArguments(this.args, this.job.Command?.ScriptLocation ?? "");
    const { workDir } = this;
    return startPython({ args: [scriptPath, ...args], workDir, modules, environment: this.variables() });
  }

  private startSpark(
    scriptPath: string,
    pyFiles: readonly string[],
    jars: readonly string[],
    modules: readonly string[],
  ): ChildProcess {
    return startSpark({
      scriptPath,
      args: sparkArguments(this.args, this.job.Name ?? "", this.run.Id ?? ""),
      workDir: this.workDir,
      dataDir: this.environment.dataDir,
      pyFiles,
      jars,
      modules,
      conf: sparkConf(this.args),
      cores: sparkCores(this.run),
      environment: {
        ...this.variables(),
        LAB_JOB_BOOKMARK: bookmarkPath(this.environment.dataDir, this.job.Name ?? ""),
        LAB_DATA_QUALITY_RESULTS: resultsFolder(this.environment.dataDir),
      },
    });
  }

  private variables(): Record<string, string> {
    const { endpoint, region, credentials = anyCredentials } = this.environment;
    return {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: "true",
    };
  }

  private log(kind: "output" | "error", lines: readonly string[]): void {
    this.environment.logs.append(`${this.run.LogGroupName}/${kind}`, this.run.Id ?? "", lines);
  }

  /** Passes on what a child prints, and waits for its end and that of what it started. Returns its exit code or signal. */
  private async watch(
    child: ChildProcess,
    onError: (lines: string[]) => void,
    onOutput: (lines: string[]) => void = onError,
  ): Promise<number | string> {
    this.child = child;
    if (this.isStopped) {
      await endOwned(child);
    }
    if (child.stdout && child.stderr) {
      forwardLines(child.stdout, onOutput);
      forwardLines(child.stderr, onError);
    }
    // what outlives it holds its standard output open, so "close" would come late
    child.once("exit", () => void endOwned(child));
    return new Promise((resolve, reject) => {
      child.once("error", (error) => reject(new LaunchError(`LAUNCH ERROR | It did not start: ${error.message}`)));
      child.once("close", (code, signal) => resolve(code ?? signal ?? "an unknown signal"));
    });
  }
}

/** Where runs keep their scripts and Spark's scratch files while they run. */
export const workFolder = (dataDir: string): string => join(dataDir, "glue", "work");

/** A script could not be started; the message is for the run's ErrorMessage. */
export class LaunchError extends Error {}

function copyObject(objects: ObjectStore, location: string, folder: string): string {
  const { bucket, key } = parseS3Location(location);
  const source = objects.hasBucket(bucket) ? objects.filePath(bucket, key) : undefined;
  if (source === undefined) {
    const what = objects.hasBucket(bucket) ? "The specified key does not exist" : "The specified bucket does not exist";
    throw new LaunchError(`LAUNCH ERROR | ${what}: ${location}. Upload the file, then start the job again.`);
  }
  const target = join(folder, basename(key));
  cpSync(source, target);
  return target;
}

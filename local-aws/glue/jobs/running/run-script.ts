import type { ChildProcess } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Job, JobRun } from "@aws-sdk/client-glue";
import { startPython } from "../../../engines/python";
import { endScript } from "../../../engines/script-process";
import { startSpark } from "../../../engines/spark/spark";
import type { LogStore } from "../../../logs/log-store";
import { clientVariables } from "../../../protocol/signatures/client-variables";
import type { Credentials } from "../../../protocol/signatures/credentials";
import type { ObjectStore } from "../../../s3/objects/object-store";
import { resultsFolder } from "../../data-quality/results";
import { type Arguments, listedLocations, usesDataCatalog } from "../arguments/arguments";
import { driverVariables, ignoredVariables } from "../arguments/customer-variables";
import { wantsIceberg } from "../arguments/datalake-formats";
import { providedModules, requestedModules, startInstaller } from "../arguments/python-modules";
import { eventLogFolder, settingsOfArguments, sparkConf } from "../arguments/spark-conf";
import { pythonShellArguments, sparkArguments } from "../arguments/special-arguments";
import { bookmarkPath } from "../bookmarks";
import { settingsOfVersion, variablesOfVersion } from "../glue-versions";
import { isPythonShell } from "../job-definition";
import { sparkCores } from "../workers";
import { ErrorTail } from "./error-message";
import { copyObject, copyObjects, LaunchError, makeFolder } from "./launch-files";
import { ScriptLog } from "./script-log";
import { removeUnfinishedOutput } from "./unfinished-output";
import { watchScript } from "./watch-script";

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

/** Local copies of what a run was given. */
interface LaunchFiles {
  readonly script: string;
  readonly pyFiles: readonly string[];
  readonly jars: readonly string[];
  /** Folders to import from. */
  readonly modules: readonly string[];
}

/** A script that runs, on Spark or in Python itself, from the copying of its files to the end of its processes. */
export class RunningScript {
  /** Resolves when all its processes are gone and its logs are stored. Rejects with a {@link LaunchError}. */
  readonly ended: Promise<ScriptEnd>;
  private child: ChildProcess | undefined;
  private isStopped = false;
  private readonly workDir: string;
  private readonly log: ScriptLog;

  /** Copies the script and its files from S3 and starts it. */
  constructor(
    private readonly job: Job,
    private readonly run: JobRun,
    private readonly args: Arguments,
    private readonly environment: RunEnvironment,
  ) {
    this.workDir = join(workFolder(environment.dataDir), run.Id ?? "");
    const prefix = args["--custom-logStream-prefix"];
    const stream = prefix ? `${prefix}-driver` : (run.Id ?? "");
    this.log = new ScriptLog(environment.logs, run.LogGroupName ?? "", stream);
    this.ended = this.start().finally(() => {
      removeUnfinishedOutput(environment.dataDir, this.workDir);
      rmSync(this.workDir, { recursive: true, force: true });
    });
  }

  /** Ends the script and all processes that it started. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.child !== undefined) {
      await endScript(this.child);
    }
  }

  private async start(): Promise<ScriptEnd> {
    mkdirSync(this.workDir, { recursive: true });
    const { objects } = this.environment;
    const copy = (location: string): string => copyObject(objects, location, this.workDir);
    const script = copy(this.scriptLocation);
    const pyFiles = listedLocations(this.args, "--extra-py-files").map(copy);
    const jars = listedLocations(this.args, "--extra-jars").map(copy);
    for (const location of listedLocations(this.args, "--extra-files")) {
      await copyObjects(objects, location, this.workDir);
    }
    const eventLog = eventLogFolder(this.args);
    if (eventLog !== undefined) {
      makeFolder(objects, eventLog);
    }
    const ignored = ignoredVariables(this.args);
    if (ignored.length > 0) {
      this.log.append("error", ignored);
    }
    return this.runScript({ script, pyFiles, jars, modules: await this.installModules(copy) });
  }

  /** Returns the folder of the modules that the job asks pip for, where it does. */
  private async installModules(copy: (location: string) => string): Promise<string[]> {
    const modules = requestedModules(this.args, copy);
    if (modules === undefined) {
      return [];
    }
    const folder = join(this.workDir, "python-modules");
    const exit = await this.watch(startInstaller(modules, folder, this.workDir), (lines) =>
      this.log.append("error", lines),
    );
    if (exit !== 0) {
      throw new LaunchError(`LAUNCH ERROR | pip could not install ${modules.join(" ")}. The error log has its words.`);
    }
    return [folder];
  }

  private async runScript(files: LaunchFiles): Promise<ScriptEnd> {
    const printed = new ErrorTail();
    const onOutput = (lines: string[]): void => {
      printed.add(lines);
      this.log.append("output", lines);
    };
    const onError = (lines: string[]): void => {
      printed.addLog(lines);
      this.log.append("error", lines);
    };
    const child = isPythonShell(this.job) ? this.startPythonShell(files) : this.startSpark(files);
    const exit = await this.watch(child, onError, onOutput);
    if (exit === 0) {
      return { state: "SUCCEEDED" };
    }
    if (isPythonShell(this.job)) {
      return { state: "FAILED", message: printed.shellMessage(exit) };
    }
    const traceback = printed.traceback();
    if (traceback.length > 0) {
      this.log.append("error", ["Error from Python:", ...traceback]);
    }
    return { state: "FAILED", message: printed.message(exit) };
  }

  private startPythonShell({ script, pyFiles, modules }: LaunchFiles): ChildProcess {
    return startPython({
      args: [script, ...pythonShellArguments(this.args, this.scriptLocation)],
      workDir: this.workDir,
      modules: [...modules, ...pyFiles, ...providedModules(this.args)],
      environment: this.variables(),
    });
  }

  private startSpark({ script, pyFiles, jars, modules }: LaunchFiles): ChildProcess {
    const { dataDir } = this.environment;
    return startSpark({
      scriptPath: script,
      args: sparkArguments(this.args, this.job.Name ?? "", this.run.Id ?? ""),
      workDir: this.workDir,
      dataDir,
      pyFiles,
      jars,
      iceberg: wantsIceberg(this.args),
      modules,
      conf: { ...settingsOfVersion(this.run.GlueVersion), ...settingsOfArguments(this.args), ...sparkConf(this.args) },
      cores: sparkCores({ ...this.run, Arguments: this.args }),
      hasDataCatalog: usesDataCatalog(this.args),
      environment: {
        ...variablesOfVersion(this.run.GlueVersion),
        ...this.variables(),
        LAB_JOB_BOOKMARK: bookmarkPath(dataDir, this.job.Name ?? ""),
        LAB_DATA_QUALITY_RESULTS: resultsFolder(dataDir),
      },
    });
  }

  private get scriptLocation(): string {
    return this.args["--scriptLocation"] || (this.job.Command?.ScriptLocation ?? "");
  }

  private variables(): Record<string, string> {
    return { ...driverVariables(this.args), ...clientVariables(this.environment) };
  }

  private async watch(
    child: ChildProcess,
    onError: (lines: string[]) => void,
    onOutput?: (lines: string[]) => void,
  ): Promise<number | string> {
    this.child = child;
    const ended = watchScript(child, onError, onOutput);
    if (this.isStopped) {
      await endScript(child);
    }
    try {
      return await ended;
    } catch (error) {
      throw new LaunchError(`LAUNCH ERROR | It did not start: ${error instanceof Error ? error.message : error}`);
    }
  }
}

/** Where runs keep their scripts and Spark's scratch files while they run. */
export const workFolder = (dataDir: string): string => join(dataDir, "glue", "work");

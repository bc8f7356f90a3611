import type { ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import type { Job, JobRun } from "@aws-sdk/client-glue";
import { startSpark, stopSpark } from "../../engines/spark";
import type { LogStore } from "../../logs/log-store";
import { anyCredentials, type Credentials } from "../../protocol/credentials";
import type { ObjectStore } from "../../s3/object-store";
import { ErrorTail } from "./error-message";
import { forwardLines } from "./log-lines";
import { parseS3Location } from "./s3-location";
import { listedLocations, scriptArguments } from "./special-arguments";

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

/** A script that runs on Spark. */
export class RunningScript {
  private constructor(
    private readonly child: ChildProcess,
    /** Resolves when the JVM is gone and its logs are stored. */
    readonly ended: Promise<ScriptEnd>,
  ) {}

  /**
   * Copies the script and its files from S3 and starts it.
   *
   * @throws LaunchError where the script cannot be started.
   */
  static start(
    job: Job,
    run: JobRun,
    args: Readonly<Record<string, string>>,
    environment: RunEnvironment,
  ): RunningScript {
    const { dataDir, endpoint, credentials = anyCredentials, region, objects, logs } = environment;
    const id = run.Id ?? "";
    const workDir = join(workFolder(dataDir), id);
    mkdirSync(workDir, { recursive: true });
    const copy = (location: string): string => copyObject(objects, location, workDir);
    const scriptPath = copy(job.Command?.ScriptLocation ?? "");
    const pyFiles = listedLocations(args, "--extra-py-files").map(copy);
    listedLocations(args, "--extra-files").forEach(copy);
    const child = startSpark({
      scriptPath,
      args: scriptArguments(args, job.Name ?? "", id),
      workDir,
      dataDir,
      pyFiles,
      cores: availableParallelism(),
      environment: {
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_EC2_METADATA_DISABLED: "true",
      },
    });
    const ended = watch(child, id, logs).finally(() => rmSync(workDir, { recursive: true, force: true }));
    return new RunningScript(child, ended);
  }

  /** Ends the JVM and its children. */
  async stop(): Promise<void> {
    await stopSpark(this.child);
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

async function watch(child: ChildProcess, id: string, logs: LogStore): Promise<ScriptEnd> {
  const log = (kind: "output" | "error", lines: readonly string[]): void =>
    logs.append(`/aws-glue/jobs/${kind}`, id, lines);
  // Spark passes on what Python prints, its standard error too, as the driver's standard output
  const printed = new ErrorTail();
  if (child.stdout && child.stderr) {
    forwardLines(child.stdout, (lines) => {
      log("output", lines);
      printed.add(lines);
    });
    forwardLines(child.stderr, (lines) => log("error", lines));
  }
  const exit = await new Promise<number | string>((resolve, reject) => {
    child.once("error", (error) => reject(new LaunchError(`LAUNCH ERROR | The JVM did not start: ${error.message}`)));
    child.once("close", (code, signal) => resolve(code ?? signal ?? "an unknown signal"));
  });
  if (exit === 0) {
    return { state: "SUCCEEDED" };
  }
  const traceback = printed.traceback();
  if (traceback.length > 0) {
    log("error", ["Error from Python:", ...traceback]);
  }
  return { state: "FAILED", message: printed.message(exit) };
}

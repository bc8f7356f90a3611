import {
  CreateJobCommand,
  EntityNotFoundException,
  GetJobCommand,
  type JobUpdate,
  UpdateJobCommand,
} from "@aws-sdk/client-glue";
import { glueClient } from "../clients";
import { surroundings } from "../workshop";

export interface JobSettings {
  readonly name: string;
  /** Where the PySpark script is, such as `s3://<bucket>/scripts/job.py`. */
  readonly script: string;
  /** Arguments that every run gets unless it says otherwise, such as `{ "--BUCKET": "…" }`. */
  readonly arguments?: Readonly<Record<string, string>>;
  /** Workers of the type G.1X, a DPU each: 2 at least. */
  readonly workers?: number;
  /** AWS stops a run that takes longer. */
  readonly timeoutMinutes?: number;
}

/**
 * Makes a Glue job (Glue 6.0, Spark), or brings an existing one to the same settings. Calls `glue:GetJob`, then
 * `glue:CreateJob` or `glue:UpdateJob`. Free until it runs.
 *
 * @returns Whether it was made now.
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateJob.html
 */
export async function putJob(settings: JobSettings): Promise<"made" | "updated"> {
  const job: JobUpdate = {
    Role: surroundings().role,
    Command: { Name: "glueetl", ScriptLocation: settings.script, PythonVersion: "3" },
    DefaultArguments: { ...settings.arguments },
    GlueVersion: "6.0",
    WorkerType: "G.1X",
    NumberOfWorkers: settings.workers ?? 2,
    Timeout: settings.timeoutMinutes ?? 10,
    MaxRetries: 0,
  };
  if (await exists(settings.name)) {
    await glueClient().send(new UpdateJobCommand({ JobName: settings.name, JobUpdate: job }));
    return "updated";
  }
  const { Role, Command, ...others } = job;
  await glueClient().send(new CreateJobCommand({ Name: settings.name, Role, Command, ...others }));
  return "made";
}

async function exists(name: string): Promise<boolean> {
  try {
    await glueClient().send(new GetJobCommand({ JobName: name }));
    return true;
  } catch (error) {
    if (error instanceof EntityNotFoundException) {
      return false;
    }
    throw error;
  }
}

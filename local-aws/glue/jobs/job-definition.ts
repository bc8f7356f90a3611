import type { CreateJobRequest, Job, JobUpdate } from "@aws-sdk/client-glue";
import { invalidInput, required } from "../errors";
import { parseS3Location } from "./s3-location";
import { checkArguments } from "./special-arguments";

/** DPUs of one worker. */
export const workerDpus: Readonly<Record<string, number>> = {
  Standard: 1,
  "G.025X": 0.25,
  "G.1X": 1,
  "G.2X": 2,
  "G.4X": 4,
  "G.8X": 8,
  "G.12X": 12,
  "G.16X": 16,
  "R.1X": 1,
  "R.2X": 2,
  "R.4X": 4,
  "R.8X": 8,
};

const glueVersions = ["5.0", "5.1", "6.0"];
const defaultTimeoutMinutes = 480;
const defaultWorkers = 10;

/**
 * The members of a job that a request sets, checked and with Glue's defaults.
 *
 * @throws AwsError InvalidInputException where Glue or the embedded AWS refuses one.
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateJob.html
 */
export function jobDefinition(input: JobUpdate & Pick<CreateJobRequest, "NonOverridableArguments">): Partial<Job> {
  const command = required("command", input.Command);
  checkCommand(command);
  refuse(input);
  checkArguments({ ...input.DefaultArguments, ...input.NonOverridableArguments });
  const GlueVersion = input.GlueVersion ?? "5.1";
  if (!glueVersions.includes(GlueVersion)) {
    throw invalidInput(
      `Glue version ${GlueVersion} is not supported by the embedded AWS; it runs ${glueVersions.join(", ")}.`,
    );
  }
  const MaxRetries = wholeNumber("MaxRetries", input.MaxRetries ?? 0, 0, 10);
  return {
    Description: input.Description,
    Role: required("role", input.Role),
    ExecutionProperty: {
      MaxConcurrentRuns: wholeNumber("MaxConcurrentRuns", input.ExecutionProperty?.MaxConcurrentRuns ?? 1, 1, 1000),
    },
    Command: { ...command, PythonVersion: command.PythonVersion ?? "3" },
    DefaultArguments: input.DefaultArguments ?? {},
    NonOverridableArguments: input.NonOverridableArguments,
    MaxRetries,
    Timeout: timeout(input.Timeout),
    ...capacity(input),
    SecurityConfiguration: input.SecurityConfiguration,
    NotificationProperty: input.NotificationProperty,
    GlueVersion,
    ExecutionClass: input.ExecutionClass ?? "STANDARD",
    JobMode: input.JobMode ?? "SCRIPT",
    LogUri: input.LogUri,
  };
}

/** Minutes after which a run is ended. @throws AwsError InvalidInputException */
export function timeout(minutes: number | undefined): number {
  return wholeNumber("Timeout", minutes ?? defaultTimeoutMinutes, 1, 10_080);
}

interface CapacityInput {
  readonly WorkerType?: string | undefined;
  readonly NumberOfWorkers?: number | undefined;
  readonly MaxCapacity?: number | undefined;
  readonly AllocatedCapacity?: number | undefined;
}

/** Worker type, number of workers and the DPUs that they are. @throws AwsError InvalidInputException */
export function capacity(input: CapacityInput) {
  const byWorkers = input.WorkerType !== undefined || input.NumberOfWorkers !== undefined;
  const given = input.MaxCapacity ?? input.AllocatedCapacity;
  if (given !== undefined && byWorkers) {
    throw invalidInput("Please do not set Max Capacity if using Worker Type and Number of Workers.");
  }
  const WorkerType = (input.WorkerType ?? "G.1X") as Job["WorkerType"] & string;
  const dpus = workerDpus[WorkerType];
  if (dpus === undefined) {
    throw invalidInput(
      `Worker type ${WorkerType} is not supported. It is one of ${Object.keys(workerDpus).join(", ")}.`,
    );
  }
  const workers = Math.ceil(given ?? input.NumberOfWorkers ?? defaultWorkers);
  const NumberOfWorkers = wholeNumber("NumberOfWorkers", workers, 2, 299);
  const MaxCapacity = NumberOfWorkers * dpus;
  return { WorkerType, NumberOfWorkers, MaxCapacity, AllocatedCapacity: Math.ceil(MaxCapacity) };
}

function checkCommand({ Name, ScriptLocation, PythonVersion }: NonNullable<JobUpdate["Command"]>): void {
  if (Name !== "glueetl") {
    throw invalidInput(
      `The embedded AWS does not support the job command ${Name}; it runs glueetl (Spark with Python).`,
    );
  }
  if (PythonVersion !== undefined && !/^3(\.\d+)?$/.test(PythonVersion)) {
    throw invalidInput(`Python version ${PythonVersion} is not supported; it must be 3.`);
  }
  parseS3Location(required("command.scriptLocation", ScriptLocation));
}

function refuse(input: JobUpdate): void {
  const unsupported = {
    "connections of jobs": (input.Connections?.Connections ?? []).length > 0,
    "visual jobs (CodeGenConfigurationNodes)": Object.keys(input.CodeGenConfigurationNodes ?? {}).length > 0,
    "source control of jobs": input.SourceControlDetails !== undefined,
    "job run queuing": input.JobRunQueuingEnabled === true,
  };
  for (const [what, isAsked] of Object.entries(unsupported)) {
    if (isAsked) {
      throw invalidInput(`The embedded AWS does not support ${what}.`);
    }
  }
}

function wholeNumber(name: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw invalidInput(`${name} must be a whole number from ${least} to ${most}, not ${value}.`);
  }
  return value;
}

import { availableParallelism } from "node:os";
import type { Job, JobRun } from "@aws-sdk/client-glue";
import { invalidInput } from "../errors";

/**
 * DPUs of one worker; a DPU has four cores.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/worker-types.html
 */
const workerDpus: Readonly<Record<string, number>> = {
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
const coresOfDpu = 4;
const coresOfSmallWorker = 2;
const defaultWorkers = 10;
const pythonShellCapacities = [0.0625, 1];

export interface CapacityInput {
  readonly WorkerType?: string | undefined;
  readonly NumberOfWorkers?: number | undefined;
  readonly MaxCapacity?: number | undefined;
  readonly AllocatedCapacity?: number | undefined;
}

/** Whether a request says anything about size. */
export const isSized = (input: CapacityInput): boolean =>
  [input.WorkerType, input.NumberOfWorkers, input.MaxCapacity, input.AllocatedCapacity].some((it) => it !== undefined);

/** Worker type, number of workers and the DPUs that they are. @throws AwsError InvalidInputException */
export function sparkCapacity(input: CapacityInput) {
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
  const NumberOfWorkers =
    given === undefined
      ? wholeNumber("NumberOfWorkers", input.NumberOfWorkers ?? defaultWorkers, 2, 299)
      : wholeNumber("MaxCapacity", given, 2, 100);
  const MaxCapacity = NumberOfWorkers * dpus;
  return { WorkerType, NumberOfWorkers, MaxCapacity, AllocatedCapacity: Math.ceil(MaxCapacity) };
}

/** The DPUs of a Python shell job: a sixteenth, or one. @throws AwsError InvalidInputException */
export function pythonShellCapacity(input: CapacityInput) {
  if (input.WorkerType !== undefined || input.NumberOfWorkers !== undefined) {
    throw invalidInput("Worker Type is not supported for Job Command pythonshell");
  }
  const MaxCapacity = input.MaxCapacity ?? input.AllocatedCapacity ?? 0.0625;
  if (!pythonShellCapacities.includes(MaxCapacity)) {
    throw invalidInput(`MaxCapacity of a pythonshell job must be ${pythonShellCapacities.join(" or ")}.`);
  }
  return { MaxCapacity, AllocatedCapacity: Math.floor(MaxCapacity) };
}

/**
 * How many of this machine's cores a run's executors get: as many as its workers have (one is the driver), or all.
 * `--executor-cores` sets how many tasks a worker does at a time.
 *
 * @throws AwsError InvalidInputException where `--executor-cores` is out of its bounds.
 */
export function sparkCores(run: Pick<JobRun, "WorkerType" | "NumberOfWorkers" | "Arguments">): number {
  const type = run.WorkerType ?? "G.1X";
  const cores = type === "G.025X" ? coresOfSmallWorker : coresOfDpu * (workerDpus[type] ?? 1);
  const asked = run.Arguments?.["--executor-cores"];
  const each = asked === undefined ? cores : wholeNumber("--executor-cores", Number(asked), 1, 2 * cores);
  return Math.min(availableParallelism(), each * ((run.NumberOfWorkers ?? 2) - 1));
}

/** @throws AwsError InvalidInputException where it is none, or out of its bounds. */
export function wholeNumber(name: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw invalidInput(`${name} must be a whole number from ${least} to ${most}, not ${value}.`);
  }
  return value;
}

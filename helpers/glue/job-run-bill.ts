import type { JobRun } from "@aws-sdk/client-glue";
import { glueJobCost } from "../cost";
import { noteExpense } from "../spending";

const noted = new Set<string | undefined>();

/** Notes what a run costs, once. */
export function noteRun(name: string, run: JobRun): void {
  if (!noted.has(run.Id)) {
    noted.add(run.Id);
    const { seconds, dpus } = used(run);
    noteExpense(`run ${name}`, glueJobCost(dpus, seconds));
  }
}

/** What AWS bills of a run: how long its script ran, and its DPUs. */
export function used({ ExecutionTime = 0, NumberOfWorkers, MaxCapacity }: JobRun): { seconds: number; dpus: number } {
  return { seconds: ExecutionTime, dpus: MaxCapacity ?? NumberOfWorkers ?? 2 };
}

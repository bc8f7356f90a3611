import { join } from "node:path";
import type { JobRun, JobRunState } from "@aws-sdk/client-glue";
import { DataFolder } from "../../storage/data-folder";
import { RecordFolder } from "../../storage/record-folder";
import { objectWith } from "../../storage/sealed";
import { reviveDates } from "../dates";
import { fileName } from "../file-name";
import { sortedBy } from "../page";

const activeStates: readonly (JobRunState | undefined)[] = ["STARTING", "RUNNING", "STOPPING", "WAITING"];

export const isActive = (run: JobRun): boolean => activeStates.includes(run.JobRunState);

/** Newest first. */
export const runKey = (run: JobRun): string =>
  `${String(1e14 - (run.StartedOn?.getTime() ?? 0)).padStart(15, "0")} ${run.Id}`;

/** The runs of all jobs, each in a file of its own. */
export class RunStore {
  private readonly folders = new Map<string, RecordFolder<JobRun>>();

  constructor(private readonly dataDir: string) {}

  /** The runs of a job, the newest first. */
  list(job: string): JobRun[] {
    return sortedBy(this.runs(job).values(), runKey);
  }

  find(job: string, id: string): JobRun | undefined {
    return this.runs(job).get(id);
  }

  /** Writes a new run, or what has happened to one that is there. */
  write(job: string, run: JobRun): void {
    const runs = this.runs(job);
    if (runs.has(run.Id ?? "")) {
      runs.settle(run);
    } else {
      runs.put(run);
    }
  }

  deleteAll(job: string): void {
    this.runs(job).clear();
    this.folders.delete(job);
  }

  forget(): void {
    this.folders.clear();
  }

  private runs(job: string): RecordFolder<JobRun> {
    let runs = this.folders.get(job);
    if (runs === undefined) {
      runs = new RecordFolder(DataFolder.at(this.dataDir), join("glue", "job-runs", fileName(job)), {
        shape: objectWith({ Id: "string", JobRunState: "string" }),
        keyOf: (run) => run.Id ?? "",
        fileName,
        revive: reviveDates,
        interrupted: failed,
      });
      this.folders.set(job, runs);
    }
    return runs;
  }
}

/** A run that was active when the embedded AWS died has failed: its JVM died with it. */
function failed(run: JobRun): JobRun | undefined {
  if (!isActive(run)) {
    return undefined;
  }
  const now = new Date();
  const ErrorMessage = "Internal service error: the embedded AWS ended while the job ran.";
  return { ...run, JobRunState: "FAILED", ErrorMessage, CompletedOn: now, LastModifiedOn: now };
}

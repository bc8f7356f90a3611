import { join } from "node:path";
import type { JobRun, JobRunState } from "@aws-sdk/client-glue";
import { sortedBy } from "../../protocol/page-of";
import { DataFolder } from "../../storage/data-folder";
import { RecordFolders } from "../../storage/records/record-folders";
import { objectWith } from "../../storage/sealed";
import { fileName } from "../file-name";
import { newestFirst } from "../pagination";
import { reviveDates } from "../revive-dates";

const activeStates: readonly (JobRunState | undefined)[] = ["STARTING", "RUNNING", "STOPPING", "WAITING"];

export const isActive = (run: JobRun): boolean => activeStates.includes(run.JobRunState);

/** Newest first. */
export const runKey = (run: JobRun): string => newestFirst(run.StartedOn, run.Id);

/** The runs of all jobs, each in a file of its own. */
export class RunStore {
  private readonly runs: RecordFolders<JobRun>;

  constructor(dataDir: string) {
    this.runs = new RecordFolders(DataFolder.at(dataDir), join("glue", "job-runs"), fileName, {
      shape: objectWith({ Id: "string", JobRunState: "string" }),
      keyOf: (run) => run.Id ?? "",
      fileName,
      revive: reviveDates,
      interrupted: failed,
    });
  }

  /** The runs of a job, the newest first. */
  list(job: string): JobRun[] {
    return sortedBy(this.runs.of(job).values(), runKey);
  }

  find(job: string, id: string): JobRun | undefined {
    return this.runs.of(job).find(id);
  }

  /** Writes a new run, or what has happened to one that is there. */
  write(job: string, run: JobRun): void {
    this.runs.of(job).write(run);
  }

  deleteAll(job: string): void {
    this.runs.clear(job);
  }

  forget(): void {
    this.runs.forget();
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

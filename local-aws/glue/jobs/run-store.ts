import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { JobRun, JobRunState } from "@aws-sdk/client-glue";
import { JsonFile } from "../../storage/json-file";
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
  private readonly folder: string;
  private readonly loaded = new Map<string, Map<string, JobRun>>();

  constructor(dataDir: string) {
    this.folder = join(dataDir, "glue", "job-runs");
  }

  /** The runs of a job, the newest first. */
  list(job: string): JobRun[] {
    return sortedBy(this.runs(job).values(), runKey);
  }

  find(job: string, id: string): JobRun | undefined {
    return this.runs(job).get(id);
  }

  write(job: string, run: JobRun): void {
    this.file(job, run.Id ?? "").write(run);
    this.runs(job).set(run.Id ?? "", run);
  }

  deleteAll(job: string): void {
    rmSync(join(this.folder, fileName(job)), { recursive: true, force: true });
    this.loaded.delete(job);
  }

  forget(): void {
    this.loaded.clear();
  }

  private runs(job: string): Map<string, JobRun> {
    let runs = this.loaded.get(job);
    if (runs === undefined) {
      runs = this.load(job);
      this.loaded.set(job, runs);
    }
    return runs;
  }

  /** A run that was active when the embedded AWS died has failed: its JVM died with it. */
  private load(job: string): Map<string, JobRun> {
    const folder = join(this.folder, fileName(job));
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
    const runs = new Map<string, JobRun>();
    for (const name of names) {
      const file = new JsonFile<JobRun>(join(folder, name), () => ({}));
      let run = reviveDates(file.read());
      if (isActive(run)) {
        const now = new Date();
        run = {
          ...run,
          JobRunState: "FAILED",
          ErrorMessage: "Internal service error: the embedded AWS ended while the job ran.",
          CompletedOn: now,
          LastModifiedOn: now,
        };
        file.write(run);
      }
      runs.set(run.Id ?? "", run);
    }
    return runs;
  }

  private file(job: string, id: string): JsonFile<JobRun> {
    return new JsonFile<JobRun>(join(this.folder, fileName(job), `${fileName(id)}.json`), () => ({}));
  }
}

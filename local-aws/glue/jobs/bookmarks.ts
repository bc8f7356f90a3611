import { join, resolve } from "node:path";
import type { JobBookmarkEntry } from "@aws-sdk/client-glue";
import { DataFolder } from "../../storage/data-folder";
import { JsonFile } from "../../storage/json-file";
import { objectWith } from "../../storage/sealed";
import { notFound } from "../errors";
import { fileName } from "../file-name";

/** Where a job's bookmark is. The script itself writes it (`awsglue/run/bookmark.py`), when it commits. */
export const bookmarkPath = (dataDir: string, job: string): string =>
  resolve(join(dataDir, "glue", "job-bookmarks", `${fileName(job)}.json`));

/** The bookmarks of all jobs. */
export class Bookmarks {
  constructor(private readonly dataDir: string) {}

  /** @throws AwsError EntityNotFoundException where no run of the job has committed one. */
  get(job: string): JobBookmarkEntry {
    const entry = this.file(job).read();
    if (entry === undefined) {
      throw notFound(`Continuation for job ${job} not found.`);
    }
    return { JobName: job, ...entry };
  }

  /** Lets the job's next run read everything. @throws AwsError EntityNotFoundException */
  reset(job: string): JobBookmarkEntry {
    const { Version = 0 } = this.get(job);
    // a higher version, so that a run that goes on cannot commit over it
    const entry = { Version: Version + 1, Run: 0, Attempt: 0, JobBookmark: "{}" };
    this.file(job).write(entry);
    return { JobName: job, ...entry };
  }

  delete(job: string): void {
    this.file(job).remove();
  }

  private file(job: string): JsonFile<JobBookmarkEntry | undefined> {
    const shape = objectWith({ Version: "number", JobBookmark: "string" });
    return new JsonFile(DataFolder.at(this.dataDir), bookmarkPath(this.dataDir, job), shape, () => undefined);
  }
}

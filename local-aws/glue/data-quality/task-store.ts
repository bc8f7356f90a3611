import { join } from "node:path";
import type { DataSource, TaskStatusType } from "@aws-sdk/client-glue";
import { sortedBy } from "../../protocol/page-of";
import { DataFolder } from "../../storage/data-folder";
import { RecordFolder } from "../../storage/records/record-folder";
import { objectWith } from "../../storage/sealed";
import { fileName } from "../file-name";
import { newestFirst } from "../pagination";
import { reviveDates } from "../revive-dates";

/** What evaluation runs and recommendation runs have in common. */
export interface Task {
  readonly RunId?: string | undefined;
  readonly Status?: TaskStatusType | undefined;
  readonly StartedOn?: Date | undefined;
  readonly DataSource?: DataSource | undefined;
  readonly ErrorString?: string | undefined;
  /** In minutes. */
  readonly Timeout?: number | undefined;
  /** In seconds. */
  readonly ExecutionTime?: number | undefined;
}

/** Newest first. */
export const taskKey = (task: Task): string => newestFirst(task.StartedOn, task.RunId);

export const isActive = (task: Task): boolean => ["STARTING", "RUNNING", "STOPPING"].includes(task.Status ?? "");

/** The runs of one kind, each in a file of its own. */
export class TaskStore<Run extends Task> {
  private readonly runs: RecordFolder<Run>;

  /** @param kind Names the folder. */
  constructor(dataDir: string, kind: "evaluation-runs" | "recommendation-runs") {
    this.runs = new RecordFolder<Run>(DataFolder.at(dataDir), join("glue", "data-quality", kind), {
      shape: objectWith({ RunId: "string", Status: "string" }),
      keyOf: (run) => run.RunId ?? "",
      fileName,
      revive: reviveDates,
      interrupted: (run) => (isActive(run) ? failed(run) : undefined),
    });
  }

  get(id: string): Run | undefined {
    return this.runs.find(id);
  }

  /** The newest first. */
  all(): Run[] {
    return sortedBy(this.runs.values(), taskKey);
  }

  /** Writes a new run, or what has happened to one that is there. */
  write(run: Run): void {
    this.runs.write(run);
  }

  forget(): void {
    this.runs.forget();
  }
}

/** A run that was active when the embedded AWS died has failed: its JVM died with it. */
function failed<Run extends Task>(run: Run): Run {
  const now = new Date();
  const ErrorString = "The embedded AWS ended while the run was going on.";
  return { ...run, Status: "FAILED", ErrorString, LastModifiedOn: now, CompletedOn: now };
}

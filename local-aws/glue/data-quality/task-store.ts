import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { DataSource, TaskStatusType } from "@aws-sdk/client-glue";
import { JsonFile } from "../../storage/json-file";
import { reviveDates } from "../dates";
import { fileName } from "../file-name";
import { sortedBy } from "../page";

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
export const taskKey = (task: Task): string =>
  `${String(1e14 - (task.StartedOn?.getTime() ?? 0)).padStart(15, "0")} ${task.RunId}`;

export const isActive = (task: Task): boolean => ["STARTING", "RUNNING", "STOPPING"].includes(task.Status ?? "");

/** The runs of one kind, each in a file of its own. */
export class TaskStore<Run extends Task> {
  private readonly folder: string;
  private loaded: Map<string, Run> | undefined;

  /** @param kind Names the folder. */
  constructor(dataDir: string, kind: "evaluation-runs" | "recommendation-runs") {
    this.folder = join(dataDir, "glue", "data-quality", kind);
  }

  get(id: string): Run | undefined {
    return this.runs.get(id);
  }

  /** The newest first. */
  all(): Run[] {
    return sortedBy(this.runs.values(), taskKey);
  }

  write(run: Run): void {
    this.file(run.RunId ?? "").write(run);
    this.runs.set(run.RunId ?? "", run);
  }

  forget(): void {
    this.loaded = undefined;
  }

  private get runs(): Map<string, Run> {
    this.loaded ??= this.load();
    return this.loaded;
  }

  /** A run that was active when the embedded AWS died has failed: its JVM died with it. */
  private load(): Map<string, Run> {
    const names = existsSync(this.folder) ? readdirSync(this.folder).filter((name) => name.endsWith(".json")) : [];
    const runs = names.map((name) => {
      const file = new JsonFile<Run>(join(this.folder, name), () => ({}) as Run);
      const run = reviveDates(file.read());
      if (!isActive(run)) {
        return run;
      }
      const now = new Date();
      const ErrorString = "The embedded AWS ended while the run was going on.";
      const failed = { ...run, Status: "FAILED", ErrorString, LastModifiedOn: now, CompletedOn: now } as const;
      file.write(failed);
      return failed;
    });
    return new Map(runs.map((run) => [run.RunId ?? "", run]));
  }

  private file(id: string): JsonFile<Run> {
    return new JsonFile<Run>(join(this.folder, `${fileName(id)}.json`), () => ({}) as Run);
  }
}

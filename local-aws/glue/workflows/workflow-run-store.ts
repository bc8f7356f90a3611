import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { WorkflowRun } from "@aws-sdk/client-glue";
import { JsonFile } from "../../storage/json-file";
import { reviveDates } from "../dates";
import { notFound } from "../errors";
import { fileName } from "../file-name";
import { sortedBy } from "../page";
import type { ChainAction } from "../triggers/chain";
import type { StoredTrigger } from "../triggers/triggers";

/** What is kept of a workflow run. */
export interface StoredRun {
  run: WorkflowRun;
  /** As they were when the run started; it goes by them whatever is changed meanwhile. */
  readonly triggers: readonly StoredTrigger[];
  readonly fired: string[];
  readonly actions: ChainAction[];
}

export const isActive = ({ run }: StoredRun): boolean => run.Status === "RUNNING" || run.Status === "STOPPING";

/** Newest first. */
export const runKey = (run: WorkflowRun): string =>
  `${String(1e14 - (run.StartedOn?.getTime() ?? 0)).padStart(15, "0")} ${run.WorkflowRunId}`;

/** The runs of all workflows, each in a file of its own. */
export class WorkflowRunStore {
  private readonly folder: string;
  private readonly loaded = new Map<string, Map<string, StoredRun>>();

  constructor(dataDir: string) {
    this.folder = join(dataDir, "glue", "workflow-runs");
  }

  /** The runs of a workflow, the newest first. */
  list(workflow: string): StoredRun[] {
    return sortedBy(this.runs(workflow).values(), ({ run }) => runKey(run));
  }

  /** @throws AwsError EntityNotFoundException */
  get(workflow: string, id: string): StoredRun {
    const stored = this.runs(workflow).get(id);
    if (stored === undefined) {
      throw notFound(`Workflow run ${id} of workflow ${workflow} not found.`);
    }
    return stored;
  }

  write(stored: StoredRun): void {
    const { Name = "", WorkflowRunId = "" } = stored.run;
    this.file(Name, `${fileName(WorkflowRunId)}.json`).write(stored);
    this.runs(Name).set(WorkflowRunId, stored);
  }

  deleteAll(workflow: string): void {
    rmSync(join(this.folder, fileName(workflow)), { recursive: true, force: true });
    this.loaded.delete(workflow);
  }

  forget(): void {
    this.loaded.clear();
  }

  private runs(workflow: string): Map<string, StoredRun> {
    let runs = this.loaded.get(workflow);
    if (runs === undefined) {
      runs = this.load(workflow);
      this.loaded.set(workflow, runs);
    }
    return runs;
  }

  /** A run that went on when the embedded AWS died ended with it: its jobs and crawlers did. */
  private load(workflow: string): Map<string, StoredRun> {
    const folder = join(this.folder, fileName(workflow));
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
    const runs = new Map<string, StoredRun>();
    for (const name of names) {
      const file = this.file(workflow, name);
      const stored = file.read();
      if (stored === undefined) {
        continue;
      }
      reviveDates(stored);
      if (isActive(stored)) {
        interrupt(stored, "The embedded AWS ended while the workflow ran.");
        file.write(stored);
      }
      runs.set(stored.run.WorkflowRunId ?? "", stored);
    }
    return runs;
  }

  private file(workflow: string, name: string): JsonFile<StoredRun | undefined> {
    return new JsonFile<StoredRun | undefined>(join(this.folder, fileName(workflow), name), () => undefined);
  }
}

/** Ends a run that cannot go on. */
export function interrupt(stored: StoredRun, ErrorMessage: string): void {
  stored.run = { ...stored.run, Status: "ERROR", ErrorMessage, CompletedOn: new Date() };
  for (const action of stored.actions) {
    action.state = action.state === "RUNNING" ? "FAILED" : action.state;
  }
}

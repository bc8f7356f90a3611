import { join } from "node:path";
import type { WorkflowRun } from "@aws-sdk/client-glue";
import { DataFolder } from "../../storage/data-folder";
import { RecordFolder } from "../../storage/record-folder";
import { objectWith } from "../../storage/sealed";
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
  private readonly folders = new Map<string, RecordFolder<StoredRun>>();

  constructor(private readonly dataDir: string) {}

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
    this.runs(stored.run.Name ?? "").put(stored);
  }

  /** Takes what has happened to a run. */
  settle(stored: StoredRun): void {
    this.runs(stored.run.Name ?? "").settle(stored);
  }

  deleteAll(workflow: string): void {
    this.runs(workflow).clear();
    this.folders.delete(workflow);
  }

  forget(): void {
    this.folders.clear();
  }

  private runs(workflow: string): RecordFolder<StoredRun> {
    let runs = this.folders.get(workflow);
    if (runs === undefined) {
      runs = new RecordFolder(DataFolder.at(this.dataDir), join("glue", "workflow-runs", fileName(workflow)), {
        shape: objectWith({
          "run.Name": "string",
          "run.WorkflowRunId": "string",
          triggers: "list",
          fired: "list",
          actions: "list",
        }),
        keyOf: ({ run }) => run.WorkflowRunId ?? "",
        fileName,
        revive: reviveDates,
        interrupted: (stored) => {
          if (!isActive(stored)) {
            return undefined;
          }
          // its jobs and crawlers ended, too
          interrupt(stored, "The embedded AWS ended while the workflow ran.");
          return stored;
        },
      });
      this.folders.set(workflow, runs);
    }
    return runs;
  }
}

/** Ends a run that cannot go on. */
export function interrupt(stored: StoredRun, ErrorMessage: string): void {
  stored.run = { ...stored.run, Status: "ERROR", ErrorMessage, CompletedOn: new Date() };
  for (const action of stored.actions) {
    action.state = action.state === "RUNNING" ? "FAILED" : action.state;
  }
}

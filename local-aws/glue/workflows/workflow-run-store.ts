import { join } from "node:path";
import type { WorkflowRun } from "@aws-sdk/client-glue";
import { sortedBy } from "../../protocol/page-of";
import { DataFolder } from "../../storage/data-folder";
import { RecordFolders } from "../../storage/records/record-folders";
import { objectWith } from "../../storage/sealed";
import { notFound } from "../errors";
import { fileName } from "../file-name";
import { newestFirst } from "../pagination";
import { reviveDates } from "../revive-dates";
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
export const runKey = (run: WorkflowRun): string => newestFirst(run.StartedOn, run.WorkflowRunId);

/** The runs of all workflows, each in a file of its own. */
export class WorkflowRunStore {
  private readonly runs: RecordFolders<StoredRun>;

  constructor(dataDir: string) {
    this.runs = new RecordFolders(DataFolder.at(dataDir), join("glue", "workflow-runs"), fileName, {
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
      interrupted: failed,
    });
  }

  /** The runs of a workflow, the newest first. */
  list(workflow: string): StoredRun[] {
    return sortedBy(this.runs.of(workflow).values(), ({ run }) => runKey(run));
  }

  /** @throws AwsError EntityNotFoundException */
  get(workflow: string, id: string): StoredRun {
    const stored = this.runs.of(workflow).find(id);
    if (stored === undefined) {
      throw notFound(`Workflow run ${id} of workflow ${workflow} not found.`);
    }
    return stored;
  }

  write(stored: StoredRun): void {
    this.runs.of(stored.run.Name ?? "").put(stored);
  }

  /** Takes what has happened to a run. */
  settle(stored: StoredRun): void {
    this.runs.of(stored.run.Name ?? "").settle(stored);
  }

  deleteAll(workflow: string): void {
    this.runs.clear(workflow);
  }

  forget(): void {
    this.runs.forget();
  }
}

/** A run that was active when the embedded AWS died ended in an error; its jobs and crawlers ended, too. */
function failed(stored: StoredRun): StoredRun | undefined {
  if (!isActive(stored)) {
    return undefined;
  }
  interrupt(stored, "The embedded AWS ended while the workflow ran.");
  return stored;
}

/** Ends a run that cannot go on. */
export function interrupt(stored: StoredRun, ErrorMessage: string): void {
  stored.run = { ...stored.run, Status: "ERROR", ErrorMessage, CompletedOn: new Date() };
  for (const action of stored.actions) {
    action.state = action.state === "RUNNING" ? "FAILED" : action.state;
  }
}

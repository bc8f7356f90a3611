import { AwsError } from "../protocol/aws-error";
import type { OperationTable } from "../protocol/json-service";
import type { Crawlers } from "./crawlers/crawlers";
import type { Jobs } from "./jobs/jobs";
import type { Tags } from "./tags";
import { Chains } from "./triggers/chains";
import { triggerOperations } from "./triggers/trigger-operations";
import { TriggerSchedule } from "./triggers/trigger-schedule";
import { type StoredTrigger, Triggers } from "./triggers/triggers";
import { Descriptions } from "./workflows/describe-run";
import { workflowOperations } from "./workflows/workflow-operations";
import { WorkflowRunStore } from "./workflows/workflow-run-store";
import { WorkflowRuns } from "./workflows/workflow-runs";
import { Workflows } from "./workflows/workflows";

/** Triggers and workflows: what starts jobs and crawlers, one after the other. */
export class Orchestration {
  readonly operations: OperationTable;
  readonly triggers: Triggers;
  readonly workflows: Workflows;
  private readonly chains: Chains;
  private readonly runs: WorkflowRuns;
  private readonly schedule: TriggerSchedule;

  constructor(dataDir: string, jobs: Jobs, crawlers: Crawlers, tags: Tags) {
    this.triggers = new Triggers(dataDir);
    this.workflows = new Workflows(dataDir, this.triggers);
    this.chains = new Chains(jobs, crawlers, this.triggers);
    const store = new WorkflowRunStore(dataDir);
    this.runs = new WorkflowRuns(this.workflows, store, this.chains);
    this.schedule = new TriggerSchedule(this.triggers, (stored) => this.fireScheduled(stored));
    const targets = {
      hasJob: (name: string) => jobs.has(name),
      hasCrawler: (name: string) => crawlers.has(name),
    };
    const descriptions = new Descriptions(this.workflows, store, jobs, crawlers);
    this.operations = {
      ...triggerOperations(this.triggers, this.workflows, targets, (stored) => this.fire(stored), tags),
      ...workflowOperations(this.workflows, this.triggers, this.runs, descriptions, tags),
    };
  }

  /** Whether there is a trigger or workflow of this name. */
  has(type: string, name: string): boolean {
    return (type === "trigger" && this.triggers.has(name)) || (type === "workflow" && this.workflows.has(name));
  }

  /** Runs something that ends all job runs and crawls: their ends fire no trigger. */
  async whileClosing(close: () => Promise<unknown>): Promise<void> {
    this.runs.closing(true);
    await this.chains.whileClosing(close);
  }

  /** Starts anew, after {@link whileClosing} and with no state left. */
  reset(): void {
    this.runs.store.forget();
    this.runs.closing(false);
    this.chains.reopen();
  }

  /** Fires nothing on schedule any more. */
  close(): void {
    this.schedule.stop();
  }

  private fire(stored: StoredTrigger): void {
    const { WorkflowName } = stored.trigger;
    if (WorkflowName === undefined) {
      this.chains.fireAlone(stored);
    } else {
      this.runs.start(WorkflowName);
    }
  }

  /** Nobody waits for the answer where a workflow has as many runs as it may have. */
  private fireScheduled(stored: StoredTrigger): void {
    try {
      this.fire(stored);
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
      console.error(`Trigger ${stored.trigger.Name} is due but cannot fire: ${error.message}`);
    }
  }
}

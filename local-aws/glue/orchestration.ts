import { AwsError } from "../protocol/aws-error";
import type { Crawlers } from "./crawlers/crawlers";
import type { Jobs } from "./jobs/jobs";
import { Chains } from "./triggers/chains";
import { TriggerSchedule } from "./triggers/trigger-schedule";
import { type StoredTrigger, Triggers } from "./triggers/triggers";
import { Descriptions } from "./workflows/describe-run";
import { WorkflowRunStore } from "./workflows/workflow-run-store";
import { WorkflowRuns } from "./workflows/workflow-runs";
import { Workflows } from "./workflows/workflows";

/** Triggers and workflows: what starts jobs and crawlers, one after the other. */
export class Orchestration {
  readonly triggers: Triggers;
  readonly workflows: Workflows;
  readonly workflowRuns: WorkflowRuns;
  readonly descriptions: Descriptions;
  private readonly chains: Chains;
  private readonly schedule: TriggerSchedule;

  constructor(dataDir: string, jobs: Jobs, crawlers: Crawlers) {
    this.triggers = new Triggers(dataDir);
    this.workflows = new Workflows(dataDir, this.triggers);
    this.chains = new Chains(jobs, crawlers, this.triggers);
    const store = new WorkflowRunStore(dataDir);
    this.workflowRuns = new WorkflowRuns(this.workflows, store, this.chains);
    this.schedule = new TriggerSchedule(this.triggers, (stored) => this.fireScheduled(stored));
    this.descriptions = new Descriptions(this.workflows, store, jobs, crawlers);
  }

  /** Runs something that ends all job runs and crawls: their ends fire no trigger. */
  async whileClosing(close: () => Promise<unknown>): Promise<void> {
    this.workflowRuns.closing(true);
    await this.chains.whileClosing(close);
  }

  /** Starts anew, after {@link whileClosing} and with no state left. */
  reset(): void {
    this.workflowRuns.store.forget();
    this.workflowRuns.closing(false);
    this.chains.reopen();
  }

  /** Fires nothing on schedule any more. */
  close(): void {
    this.schedule.stop();
  }

  /** Fires a trigger: starts its workflow where it has one, else what it starts alone. */
  fire(stored: StoredTrigger): void {
    const { WorkflowName } = stored.trigger;
    if (WorkflowName === undefined) {
      this.chains.fireAlone(stored);
    } else {
      this.workflowRuns.start(WorkflowName);
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

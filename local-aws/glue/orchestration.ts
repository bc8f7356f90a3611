import type { Crawlers } from "./crawlers/crawlers";
import type { Crawls } from "./crawlers/crawls";
import type { Jobs } from "./jobs/jobs";
import { Chains } from "./triggers/chains";
import { type StoredTrigger, Triggers } from "./triggers/triggers";
import { Descriptions } from "./workflows/descriptions";
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

  constructor(dataDir: string, jobs: Jobs, crawlers: Crawlers, crawls: Crawls) {
    this.triggers = new Triggers(dataDir);
    this.workflows = new Workflows(dataDir, this.triggers);
    this.chains = new Chains(jobs, crawls, this.triggers);
    const store = new WorkflowRunStore(dataDir);
    this.workflowRuns = new WorkflowRuns(this.workflows, store, this.chains);
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

  /** Fires a trigger: starts its workflow where it has one, else what it starts alone. */
  fire(stored: StoredTrigger): void {
    const { WorkflowName } = stored.trigger;
    if (WorkflowName === undefined) {
      this.chains.fireAlone(stored);
    } else {
      this.workflowRuns.start(WorkflowName);
    }
  }
}

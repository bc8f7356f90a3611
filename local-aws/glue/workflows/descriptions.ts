import type { Crawl, CrawlState, JobRun, Workflow, WorkflowRun, WorkflowRunStatistics } from "@aws-sdk/client-glue";
import type { Crawlers } from "../crawlers/crawlers";
import type { Jobs } from "../jobs/jobs";
import type { ActionState, ChainAction } from "../triggers/chain";
import { countActions, graph, type NodeDetails } from "./graph";
import type { StoredRun, WorkflowRunStore } from "./workflow-run-store";
import type { Workflows } from "./workflows";

/** Shows workflows and their runs as the API does. */
export class Descriptions {
  constructor(
    private readonly workflows: Workflows,
    private readonly runs: WorkflowRunStore,
    private readonly jobs: Jobs,
    private readonly crawlers: Crawlers,
  ) {}

  /** @throws AwsError EntityNotFoundException */
  workflow(name: string, includeGraph = false): Workflow {
    const workflow = this.workflows.get(name);
    const [last] = this.runs.list(name);
    const triggers = this.workflows.triggersOf(name).map(({ trigger }) => trigger);
    const empty: NodeDetails = ({ kind }) =>
      kind === "JOB" ? { JobDetails: { JobRuns: [] } } : { CrawlerDetails: { Crawls: [] } };
    return {
      ...workflow,
      ...(last && { LastRun: this.run(last, includeGraph) }),
      ...(includeGraph && { Graph: graph(name, triggers, empty) }),
    };
  }

  run(stored: StoredRun, includeGraph = false): WorkflowRun {
    const triggers = stored.triggers.map(({ trigger }) => trigger);
    const details: NodeDetails = ({ kind, name }) => {
      const actions = stored.actions.filter((action) => action.kind === kind && action.name === name);
      return kind === "JOB"
        ? { JobDetails: { JobRuns: actions.flatMap((action) => this.jobRuns(action)) } }
        : { CrawlerDetails: { Crawls: actions.flatMap((action) => this.crawls(action)) } };
    };
    return {
      ...stored.run,
      Statistics: statistics(countActions(triggers), stored.actions),
      ...(includeGraph && { Graph: graph(stored.run.WorkflowRunId ?? "", triggers, details) }),
    };
  }

  private jobRuns({ name, ids, trigger, StartedOn, message }: ChainAction): JobRun[] {
    if (ids.length === 0) {
      const failed = { JobRunState: "ERROR", ErrorMessage: message, StartedOn } as const;
      return [{ JobName: name, TriggerName: trigger, ...failed }];
    }
    return ids.map((id) => this.jobs.runs.find(name, id)).filter((run) => run !== undefined);
  }

  private crawls({ name, ids, StartedOn, message }: ChainAction): Crawl[] {
    if (ids.length === 0) {
      return [{ State: "ERROR", ErrorMessage: message, StartedOn }];
    }
    const history = this.crawlers.has(name) ? this.crawlers.get(name).history : [];
    return history
      .filter((crawl) => ids.includes(crawl.CrawlId ?? ""))
      .map(({ State = "FAILED", StartTime, EndTime, ErrorMessage, LogGroup, LogStream }) => ({
        State: crawlStates[State],
        StartedOn: StartTime,
        CompletedOn: EndTime,
        ErrorMessage,
        LogGroup,
        LogStream,
      }));
  }
}

const crawlStates: Readonly<Record<string, CrawlState>> = {
  RUNNING: "RUNNING",
  COMPLETED: "SUCCEEDED",
  FAILED: "FAILED",
  STOPPED: "CANCELLED",
};

function statistics(TotalActions: number, actions: readonly ChainAction[]): WorkflowRunStatistics {
  const count = (...states: ActionState[]): number => actions.filter(({ state }) => states.includes(state)).length;
  return {
    TotalActions,
    TimeoutActions: count("TIMEOUT"),
    FailedActions: count("FAILED"),
    StoppedActions: count("STOPPED", "CANCELLED"),
    SucceededActions: count("SUCCEEDED"),
    RunningActions: count("RUNNING"),
    ErroredActions: count("ERROR"),
    WaitingActions: 0,
  };
}

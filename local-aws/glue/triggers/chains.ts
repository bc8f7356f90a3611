import type { Action, CrawlerHistory, JobRun, Predecessor } from "@aws-sdk/client-glue";
import { AwsError } from "../../protocol/aws-error";
import type { Crawls } from "../crawlers/crawls";
import type { Jobs } from "../jobs/jobs";
import {
  type ActionState,
  type Chain,
  type ChainAction,
  isAbout,
  isActivatedConditional,
  isMet,
  watches,
} from "./chain";
import type { StoredTrigger, Triggers } from "./triggers";

const stateOfCrawl = { COMPLETED: "SUCCEEDED", FAILED: "FAILED", STOPPED: "CANCELLED", RUNNING: "RUNNING" } as const;

/** Starts what triggers start, and fires the conditional ones when job runs and crawls end. */
export class Chains {
  /** By the id of a job run or crawl that goes on. */
  private readonly running = new Map<string, { readonly chain: Chain; readonly action: ChainAction }>();
  /** Set while the embedded AWS ends all that runs: then nothing new may start. */
  private isClosing = false;

  constructor(
    private readonly jobs: Jobs,
    private readonly crawls: Crawls,
    private readonly triggers: Triggers,
  ) {
    jobs.onRunEnd((run, retry) => this.jobRunEnded(run, retry));
    crawls.onCrawlEnd((crawl) => this.ended(crawl.CrawlId ?? "", crawlState(crawl)));
  }

  /** Fires a trigger that is in no workflow. */
  fireAlone(stored: StoredTrigger): void {
    const chain: Chain = {
      actions: [],
      fired: [],
      conditional: () => this.triggers.ofWorkflow(undefined).filter(isActivatedConditional),
      isStopping: () => false,
      changed: () => {},
    };
    this.fire(stored, chain);
  }

  /** Fires a trigger in a chain: starts all its actions. */
  fire(stored: StoredTrigger, chain: Chain): void {
    this.startActions(stored, chain);
    chain.changed();
  }

  private startActions({ trigger, region }: StoredTrigger, chain: Chain): void {
    chain.fired.push(trigger.Name ?? "");
    const predecessors = (trigger.Predicate?.Conditions ?? []).flatMap((condition): Predecessor[] => {
      const action = chain.actions.findLast((one) => one.kind === "JOB" && isAbout(condition, one));
      return action === undefined ? [] : [{ JobName: action.name, RunId: action.ids.at(-1) }];
    });
    for (const action of trigger.Actions ?? []) {
      this.start(action, trigger.Name ?? "", chain, region, predecessors);
    }
  }

  /** Starts one action, whatever fired; what cannot be started is kept as an ERROR. */
  start(action: Action, trigger: string, chain: Chain, region: string, predecessors: Predecessor[] = []): void {
    const kind = action.JobName === undefined ? "CRAWLER" : "JOB";
    const name = action.JobName ?? action.CrawlerName ?? "";
    const started: ChainAction = { trigger, kind, name, ids: [], StartedOn: new Date(), state: "RUNNING" };
    chain.actions.push(started);
    try {
      const id = kind === "JOB" ? this.startJob(action, trigger, chain, region, predecessors) : this.crawls.start(name);
      started.ids.push(id);
      this.running.set(id, { chain, action: started });
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
      started.state = "ERROR";
      started.message = error.message;
    }
  }

  /** Ends the job runs and crawls of a chain that go on. */
  stop(chain: Chain): void {
    for (const { kind, name, ids, state } of chain.actions) {
      if (state !== "RUNNING") {
        continue;
      }
      if (kind === "JOB") {
        const run = this.jobs.runs.find(name, ids.at(-1) ?? "");
        void (run && this.jobs.stop(run, { state: "STOPPED" }));
      } else if (this.crawls.crawlerNow(name).State === "RUNNING") {
        this.crawls.stop(name);
      }
    }
  }

  /** Runs something that ends all job runs and crawls; their ends fire nothing. */
  async whileClosing(close: () => Promise<unknown>): Promise<void> {
    this.isClosing = true;
    await close();
    this.running.clear();
  }

  /** Lets triggers fire again. */
  reopen(): void {
    this.isClosing = false;
  }

  private startJob(
    action: Action,
    TriggerName: string,
    { workflow }: Chain,
    region: string,
    PredecessorRuns: Predecessor[],
  ): string {
    const { JobName = "", Arguments, Timeout, SecurityConfiguration, NotificationProperty } = action;
    const ofWorkflow = workflow && { "--WORKFLOW_NAME": workflow.name, "--WORKFLOW_RUN_ID": workflow.runId };
    const request = {
      JobName,
      Arguments: { ...Arguments, ...ofWorkflow },
      Timeout,
      SecurityConfiguration,
      NotificationProperty,
    };
    return this.jobs.start(this.jobs.get(JobName), request, { region, origin: { TriggerName, PredecessorRuns } });
  }

  private jobRunEnded(run: JobRun, retry: string | undefined): void {
    const id = run.Id ?? "";
    const entry = this.running.get(id);
    if (entry !== undefined && retry !== undefined) {
      this.running.delete(id);
      this.running.set(retry, entry);
      entry.action.ids.push(retry);
      entry.chain.changed();
    } else {
      this.ended(id, run.JobRunState as ActionState, run.ErrorMessage);
    }
  }

  private ended(id: string, state: ActionState, message?: string): void {
    const entry = this.running.get(id);
    if (entry === undefined) {
      return;
    }
    const { chain, action } = entry;
    this.running.delete(id);
    action.state = state;
    if (message !== undefined) {
      action.message = message;
    }
    if (!this.isClosing && !chain.isStopping()) {
      for (const stored of chain.conditional()) {
        const { Name = "", Predicate } = stored.trigger;
        const isDue = !chain.fired.includes(Name) && watches(stored.trigger, action);
        if (isDue && Predicate !== undefined && isMet(Predicate, chain.actions)) {
          this.startActions(stored, chain);
        }
      }
    }
    chain.changed();
  }
}

const crawlState = (crawl: CrawlerHistory): ActionState => stateOfCrawl[crawl.State ?? "FAILED"];

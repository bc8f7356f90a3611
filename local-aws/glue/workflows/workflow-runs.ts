import { randomBytes } from "node:crypto";
import type { Action, StartingEventBatchCondition, WorkflowRun } from "@aws-sdk/client-glue";
import { AwsError } from "../../protocol/aws-error";
import { invalidInput } from "../errors";
import { type Chain, isActivatedConditional } from "../triggers/chain";
import type { Chains } from "../triggers/chains";
import { downstream, nodeId } from "./graph";
import { interrupt, isActive, type StoredRun, type WorkflowRunStore } from "./workflow-run-store";
import type { Workflows } from "./workflows";

const illegalState = (message: string): AwsError => new AwsError("IllegalWorkflowStateException", message);

/** Starts, stops and resumes the runs of workflows. */
export class WorkflowRuns {
  private isClosing = false;

  constructor(
    private readonly workflows: Workflows,
    readonly store: WorkflowRunStore,
    private readonly chains: Chains,
  ) {}

  /**
   * Starts a run: fires the workflow's starting trigger.
   *
   * @param properties Properties of the run, beside the workflow's default ones.
   * @param events How many events start it, and the seconds from the first to the last.
   * @returns The run's id.
   * @throws AwsError EntityNotFoundException, InvalidInputException, ConcurrentRunsExceededException
   */
  start(workflow: string, properties: Record<string, string> = {}, events?: StartingEventBatchCondition): string {
    const { DefaultRunProperties } = this.workflows.get(workflow);
    const first = this.workflows.startTrigger(workflow);
    if (first === undefined) {
      throw invalidInput(`Workflow ${workflow} has no starting trigger.`);
    }
    this.checkConcurrency(workflow);
    const stored: StoredRun = {
      run: {
        ...newRun(workflow, { ...DefaultRunProperties, ...properties }),
        ...(events !== undefined && { StartingEventBatchCondition: events }),
      },
      triggers: this.workflows.triggersOf(workflow),
      fired: [],
      actions: [],
    };
    this.store.write(stored);
    this.chains.fire(first, this.chain(stored));
    return stored.run.WorkflowRunId ?? "";
  }

  /** Asks a run to stop; it is STOPPING until its job runs and crawls have ended. */
  stop(workflow: string, id: string): void {
    const stored = this.store.get(workflow, id);
    if (stored.run.Status !== "RUNNING") {
      throw illegalState(`Workflow run ${id} is in the state ${stored.run.Status} and cannot be stopped.`);
    }
    stored.run = { ...stored.run, Status: "STOPPING" };
    this.store.write(stored);
    this.chains.stop(this.chain(stored));
  }

  /**
   * Runs some nodes of an ended run again, and all that comes after them, as a new run. What came before stays as it was.
   *
   * @param nodes Ids of job and crawler nodes that ran.
   * @returns The new run's id, and its ids of the nodes that were started again.
   */
  resume(workflow: string, id: string, nodes: readonly string[]): { RunId: string; NodeIds: string[] } {
    this.workflows.get(workflow);
    const before = this.store.get(workflow, id);
    if (isActive(before)) {
      throw illegalState(`Workflow run ${id} is in the state ${before.run.Status} and cannot be resumed.`);
    }
    const chosen = nodes.map((node) => {
      const action = before.actions.find(({ kind, name }) => nodeId(id, kind, name) === node);
      if (action === undefined) {
        throw invalidInput(`${node} is no node of a job or crawler that ran in the workflow run ${id}.`);
      }
      return action;
    });
    this.checkConcurrency(workflow);
    const triggers = before.triggers.map(({ trigger }) => trigger);
    const after = downstream(triggers, chosen);
    const first = chosen.filter(({ kind, name }) => !after.has(kind, name));
    const isAgain = ({ kind, name }: { kind: "JOB" | "CRAWLER"; name: string }): boolean =>
      after.has(kind, name) || first.some((one) => one.kind === kind && one.name === name);
    const stored: StoredRun = {
      run: { ...newRun(workflow, { ...before.run.WorkflowRunProperties }), PreviousRunId: id },
      triggers: before.triggers,
      fired: before.fired.filter((name) => !after.hasTrigger(name)),
      actions: before.actions.filter((action) => !isAgain(action)),
    };
    this.store.write(stored);
    const chain = this.chain(stored);
    for (const { kind, name, trigger } of first) {
      const by = before.triggers.find((one) => one.trigger.Name === trigger);
      const names = (action: Action): boolean => (kind === "JOB" ? action.JobName : action.CrawlerName) === name;
      const action = by?.trigger.Actions?.find(names) ?? {};
      this.chains.start(action, trigger, chain, by?.region ?? "");
    }
    chain.changed();
    const RunId = stored.run.WorkflowRunId ?? "";
    return { RunId, NodeIds: first.map(({ kind, name }) => nodeId(RunId, kind, name)) };
  }

  /** While the embedded AWS ends all that runs, a run whose last action ends has not come to its own end. */
  closing(isClosing: boolean): void {
    this.isClosing = isClosing;
  }

  private checkConcurrency(workflow: string): void {
    const { MaxConcurrentRuns = Number.POSITIVE_INFINITY } = this.workflows.get(workflow);
    if (this.store.list(workflow).filter(isActive).length >= MaxConcurrentRuns) {
      throw new AwsError("ConcurrentRunsExceededException", `Concurrent runs exceeded for workflow ${workflow}`);
    }
  }

  private chain(stored: StoredRun): Chain {
    const { Name = "", WorkflowRunId = "" } = stored.run;
    return {
      actions: stored.actions,
      fired: stored.fired,
      workflow: { name: Name, runId: WorkflowRunId },
      conditional: () => stored.triggers.filter(isActivatedConditional),
      isStopping: () => stored.run.Status !== "RUNNING",
      changed: () => this.changed(stored),
    };
  }

  private changed(stored: StoredRun): void {
    const hasEnded = stored.actions.every((action) => action.state !== "RUNNING");
    if (hasEnded && isActive(stored)) {
      if (this.isClosing) {
        interrupt(stored, "The embedded AWS was stopped while the workflow ran.");
      } else {
        const Status = stored.run.Status === "STOPPING" ? "STOPPED" : "COMPLETED";
        stored.run = { ...stored.run, Status, CompletedOn: new Date() };
      }
    }
    if (this.workflows.has(stored.run.Name ?? "")) {
      this.store.settle(stored);
    }
  }
}

function newRun(Name: string, WorkflowRunProperties: Record<string, string>): WorkflowRun {
  const WorkflowRunId = `wr_${randomBytes(32).toString("hex")}`;
  return { Name, WorkflowRunId, WorkflowRunProperties, StartedOn: new Date(), Status: "RUNNING" };
}

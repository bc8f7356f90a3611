import { createHash, randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { AwsError } from "../../protocol/aws-error";
import type { DataFolder } from "../../storage/data-folder";
import type { Json } from "../data/json";
import type { ExecutionRecord } from "../stores/execution-record";
import type { ExecutionRecords } from "../stores/execution-records";
import { type History, HistoryFile, historyFolder, type StartLine } from "../stores/history-file";
import type { Checkpoint } from "./checkpoint";
import type { ChildEnd, ChildStart, Environment } from "./environment";
import { Execution, type Scope, whole } from "./execution";
import { Ended, StateFailure } from "./failure";
import { type LogLines, logWriter } from "./log-events";
import { runStates } from "./run-states";
import { tellStatus } from "./status-news";

export interface NewExecution
  extends Omit<ExecutionRecord, "id" | "status" | "startDate" | "redriveCount" | "inputHash"> {
  readonly start: StartLine;
  /** Of an execution that somebody waits for: nothing of it is kept. */
  readonly isSync?: boolean;
}

/** An execution that runs. */
interface Live {
  readonly execution: Execution;
  readonly done: Promise<ChildEnd>;
}

/** What an express execution may take, in seconds. */
const expressSeconds = 300;
const yearSeconds = 31_536_000;

/** Runs executions, and keeps what they are. */
export class Executions {
  private readonly live = new Map<string, Live>();

  constructor(
    private readonly data: DataFolder,
    readonly records: ExecutionRecords,
    private readonly logs: LogLines,
    /** What the executions work with; they are there before any of them runs. */
    private readonly environment: () => Environment,
  ) {}

  /** How many run. */
  get running(): number {
    return this.live.size;
  }

  /** How many children of a map run run, and how many items they have. */
  runningOf(mapRunArn: string): { readonly executions: number; readonly items: number } {
    const own = [...this.live.values()].filter(({ execution }) => execution.record.mapRunArn === mapRunArn);
    return {
      executions: own.length,
      items: own.reduce((sum, { execution }) => sum + (execution.record.itemCount ?? 1), 0),
    };
  }

  /**
   * Begins an execution. It is kept when this returns, and goes on after a restart; an express one is then begun anew.
   *
   * @throws AwsError ExecutionAlreadyExists
   */
  begin(options: NewExecution): { readonly record: ExecutionRecord; readonly done: Promise<ChildEnd> } {
    const { start, isSync = false, ...given } = options;
    const inputHash = createHash("sha256").update(JSON.stringify(start.input)).digest("hex");
    const known = this.records.find(given.arn);
    if (known !== undefined) {
      const live = this.live.get(given.arn);
      if (known.status === "RUNNING" && known.inputHash === inputHash && live !== undefined) {
        return { record: known, done: live.done };
      }
      throw new AwsError("ExecutionAlreadyExists", `Execution Already Exists: '${given.arn}'`);
    }
    const record: ExecutionRecord = {
      ...{ ...given, id: randomUUID(), status: "RUNNING", startDate: Date.now(), redriveCount: 0, inputHash },
    };
    const isKept = !isSync && !(record.type === "EXPRESS" && record.mapRunArn !== undefined);
    const { file } = isKept ? HistoryFile.open(this.data, record.id) : {};
    const isStandard = record.type === "STANDARD";
    const execution = this.execution(record, start, isStandard ? file : undefined);
    const root = this.rootOf(execution);
    this.tellStarted(execution);
    // the first event of a state has none before it
    execution.save(root, { beforeId: 0 });
    if (!isStandard) {
      // of an express one the beginning is kept, and no more
      file?.append({ start, at: root.key, checkpoint: root.checkpoint });
    }
    if (isKept) {
      this.records.put(record);
    }
    return { record, done: this.run(execution, root) };
  }

  /** What is kept of an execution's course. */
  history(record: ExecutionRecord): History {
    return HistoryFile.open(this.data, record.id).history;
  }

  /** Goes on with all that ran when the last process ended. */
  resumeAll(): void {
    for (const record of this.records.all()) {
      if (record.status === "RUNNING" && !this.live.has(record.arn)) {
        this.resume(record);
      }
    }
  }

  /** Ends an execution. @returns What it then is. */
  stop(arn: string, error?: string, cause?: string): ExecutionRecord {
    const { execution } = this.live.get(arn) as Live;
    execution.tell("ExecutionAborted", { executionAbortedEventDetails: { error, cause } }, 0);
    return this.finish(execution, "ABORTED", { error, cause }, new Ended("stopped"));
  }

  /** Begins an execution again where it failed. */
  redrive(record: ExecutionRecord): ExecutionRecord {
    const { file, history } = HistoryFile.open(this.data, record.id);
    const { error: _, cause: __, stopDate: ___, ...rest } = record;
    const redriven: ExecutionRecord = {
      ...{ ...rest, status: "RUNNING", redriveCount: record.redriveCount + 1, redriveDate: Date.now() },
    };
    const execution = this.execution(redriven, history.start as StartLine, file);
    const again = new Map([...history.checkpoints].map(([key, checkpoint]) => [key, tryAgain(checkpoint)]));
    const lastId = history.events.at(-1)?.id ?? 0;
    execution.goOnAfter(lastId, again);
    const redrivenId = execution.tell(
      "ExecutionRedriven",
      { executionRedrivenEventDetails: { redriveCount: redriven.redriveCount } },
      lastId,
    );
    const root = this.rootOf(execution);
    execution.save(root, { lastId: redrivenId });
    this.records.put(redriven);
    void this.run(execution, root);
    return redriven;
  }

  /** Begins a child of a distributed Map state, or waits for the one that there is. @throws Ended */
  async runChild(child: ChildStart, signal: AbortSignal): Promise<ChildEnd> {
    const { done, arn } = this.beginChild(child);
    const end = () => {
      if (this.live.has(arn) && (signal.reason as Ended).why !== "process ends") {
        this.stop(arn);
      }
    };
    signal.addEventListener("abort", end, { once: true });
    try {
      const ended = await done;
      if (signal.aborted) {
        throw signal.reason;
      }
      return ended;
    } finally {
      signal.removeEventListener("abort", end);
    }
  }

  /** Ends all that runs; after a restart it goes on. */
  close(): void {
    this.endAll();
  }

  /** Ends all that runs, for a reset. */
  endAll(): void {
    for (const { execution } of this.live.values()) {
      execution.endWith(new Ended("process ends"));
      execution.close();
    }
    this.live.clear();
  }

  private beginChild(child: ChildStart): { readonly done: Promise<ChildEnd>; readonly arn: string } {
    const { parent, mapRunArn, name, processor, language, input, itemCount, roleArn, item } = child;
    const type = processor.ProcessorConfig?.ExecutionType === "EXPRESS" ? "EXPRESS" : "STANDARD";
    const machineArn = mapRunArn.replace(":mapRun:", ":stateMachine:").replace(/:[^:]+$/, "");
    const prefix = machineArn.replace(":stateMachine:", type === "STANDARD" ? ":execution:" : ":express:");
    const arn = `${prefix}:${name}`;
    const known = this.records.find(arn);
    const live = this.live.get(arn);
    if (live !== undefined) {
      return { done: live.done, arn };
    }
    if (known !== undefined && known.status !== "SUCCEEDED" && parent.redriveCount > known.redriveCount) {
      this.redrive(known);
      return { done: (this.live.get(arn) as Live).done, arn };
    }
    if (known !== undefined && known.status !== "RUNNING") {
      return { done: Promise.resolve({ record: known, ...outputOf(this.history(known)) }), arn };
    }
    const definition = { ...processor, QueryLanguage: language };
    const start: StartLine = {
      ...{
        definition,
        definitionText: JSON.stringify(processor),
        roleArn,
        input,
        item,
        updateDate: new Date().toISOString(),
      },
    };
    const { done } = this.begin({ arn, name, machineArn, mapRunArn, itemCount, type, start });
    return { done, arn };
  }

  private execution(record: ExecutionRecord, start: StartLine, file: HistoryFile | undefined): Execution {
    file?.keepOpen();
    const onEvent = logWriter(this.logs, start.logging ?? {}, record);
    return new Execution({
      record,
      start,
      environment: this.environment(),
      ...(file && { file }),
      ...(onEvent && { onEvent }),
    });
  }

  private rootOf(execution: Execution): Scope {
    const { definition, input, item } = execution.start;
    return {
      ...{ execution, key: "", states: definition, signal: execution.signal },
      language: definition.QueryLanguage ?? "JSONPath",
      ...(item !== undefined && { item }),
      checkpoint: execution.kept("") ?? { state: definition.StartAt, input, variables: {}, lastId: 0, beforeId: 0 },
    };
  }

  private tellStarted(execution: Execution): void {
    const { record, start } = execution;
    execution.tell(
      "ExecutionStarted",
      {
        executionStartedEventDetails: {
          input: JSON.stringify(start.input),
          inputDetails: whole,
          roleArn: start.roleArn,
          stateMachineVersionArn: record.versionArn,
          stateMachineAliasArn: record.aliasArn,
        },
      },
      0,
    );
  }

  private resume(record: ExecutionRecord): void {
    const { file, history } = HistoryFile.open(this.data, record.id);
    const { start, events, checkpoints } = history;
    if (start === undefined || !checkpoints.has("")) {
      const cause = "The execution's history was damaged.";
      this.records.put({ ...record, status: "FAILED", error: "States.Runtime", cause, stopDate: Date.now() });
      return;
    }
    const last = events.at(-1);
    const ended = endings[last?.type ?? ""];
    if (last !== undefined && ended !== undefined) {
      const { error, cause } = last.executionFailedEventDetails ?? last.executionAbortedEventDetails ?? {};
      this.records.put({ ...record, status: ended, error, cause, stopDate: Date.parse(last.timestamp) });
      return;
    }
    const isStandard = record.type === "STANDARD";
    const execution = this.execution(record, start, isStandard ? file : undefined);
    if (isStandard) {
      execution.goOnAfter(last?.id ?? 0, checkpoints);
    } else {
      this.tellStarted(execution);
    }
    void this.run(execution, this.rootOf(execution));
  }

  private run(execution: Execution, root: Scope): Promise<ChildEnd> {
    const { record, start } = execution;
    const seconds = start.definition.TimeoutSeconds ?? (record.type === "EXPRESS" ? expressSeconds : yearSeconds);
    const from = record.redriveDate ?? record.startDate;
    const limit = setTimeout(
      () => this.timeOut(execution, root),
      Math.min(Math.max(0, from + seconds * 1000 - Date.now()), 2 ** 31 - 1),
    ).unref();
    tellStatus(execution.environment.integration, record, { input: start.input });
    const done = new Promise<ChildEnd>((resolve) => {
      // whoever began it is answered first
      setImmediate(async () => {
        const ended = await this.toEnd(execution, root);
        clearTimeout(limit);
        resolve(ended);
      });
    });
    this.live.set(record.arn, { execution, done });
    return done;
  }

  private async toEnd(execution: Execution, root: Scope): Promise<ChildEnd> {
    try {
      const output = await runStates(root);
      const executionSucceededEventDetails = { output: JSON.stringify(output), outputDetails: whole };
      execution.tell("ExecutionSucceeded", { executionSucceededEventDetails }, root.checkpoint.lastId);
      return { record: this.finish(execution, "SUCCEEDED", { output }), output };
    } catch (error) {
      if (!(error instanceof Ended)) {
        const { error: name, cause } = asFailure(error, execution);
        const executionFailedEventDetails = { error: name, cause };
        execution.tell("ExecutionFailed", { executionFailedEventDetails }, root.checkpoint.lastId);
        return { record: this.finish(execution, "FAILED", { error: name, cause }) };
      }
      return { record: execution.record };
    }
  }

  private timeOut(execution: Execution, root: Scope): void {
    if (this.live.get(execution.record.arn)?.execution === execution) {
      execution.tell("ExecutionTimedOut", { executionTimedOutEventDetails: {} }, root.checkpoint.lastId);
      this.finish(execution, "TIMED_OUT", {}, new Ended("timed out"));
    }
  }

  private finish(
    execution: Execution,
    status: ExecutionRecord["status"],
    {
      output,
      ...told
    }: { readonly output?: Json; readonly error?: string | undefined; readonly cause?: string | undefined },
    reason: Ended = new Ended("stopped"),
  ): ExecutionRecord {
    const { record } = execution;
    if (this.live.get(record.arn)?.execution !== execution) {
      return execution.record;
    }
    execution.flush();
    const ended: ExecutionRecord = { ...record, status, stopDate: Date.now(), ...told };
    execution.record = ended;
    this.live.delete(record.arn);
    execution.endWith(reason);
    execution.close();
    if (record.type === "STANDARD") {
      this.records.put(ended);
    } else if (this.records.find(record.arn) !== undefined) {
      this.records.delete(record.arn);
      rmSync(join(this.data.path, historyFolder, `${record.id}.jsonl`), { force: true });
    }
    tellStatus(execution.environment.integration, ended, { input: execution.start.input, output });
    return ended;
  }
}

const endings: Readonly<Record<string, ExecutionRecord["status"]>> = {
  ExecutionSucceeded: "SUCCEEDED",
  ExecutionFailed: "FAILED",
  ExecutionAborted: "ABORTED",
  ExecutionTimedOut: "TIMED_OUT",
};

/** What was told at its end. */
function outputOf({ events }: History): { readonly output?: Json } {
  const output = events.at(-1)?.executionSucceededEventDetails?.output;
  return output === undefined ? {} : { output: JSON.parse(output) as Json };
}

/** A part that did not end, where its state begins anew. */
function tryAgain(checkpoint: Checkpoint): Checkpoint {
  if (checkpoint.output !== undefined) {
    return checkpoint;
  }
  const { task: _, retries: __, retryAt: ___, waitUntil: ____, isTold: _____, ...rest } = checkpoint;
  return rest;
}

function asFailure(error: unknown, { record }: Execution): StateFailure {
  if (error instanceof StateFailure) {
    return error;
  }
  console.error(`${record.arn} failed:`, error);
  return new StateFailure("States.Runtime", "The embedded AWS failed; its log has the details.");
}

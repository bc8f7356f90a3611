import { setMaxListeners } from "node:events";
import type { HistoryEvent, HistoryEventType } from "@aws-sdk/client-sfn";
import type { Json, JsonObject } from "../data/json";
import type { States } from "../definition/asl";
import type { ExecutionRecord } from "../stores/execution-record";
import type { HistoryFile, StartLine, Step, StoredEvent } from "../stores/history-file";
import type { Checkpoint } from "./checkpoint";
import type { Environment } from "./environment";
import { checkSignal, type Ended, StateFailure } from "./failure";

/** A state machine, a branch or an iteration that runs, and where it stands. */
export interface Scope {
  readonly execution: Execution;
  /** Empty for the whole state machine; else that of what is around, and its place in it. */
  readonly key: string;
  readonly states: States;
  readonly language: "JSONPath" | "JSONata";
  readonly parent?: Scope;
  readonly signal: AbortSignal;
  /** Of an iteration of a Map state. */
  readonly item?: { readonly index: number; readonly value: Json };
  checkpoint: Checkpoint;
}

type Details = Omit<HistoryEvent, "timestamp" | "type" | "id" | "previousEventId">;

export interface ExecutionOptions {
  readonly record: ExecutionRecord;
  readonly start: StartLine;
  readonly environment: Environment;
  /** Where it is kept; without it nothing survives, as of an express execution. */
  readonly file?: HistoryFile;
  /** Called with every event. */
  readonly onEvent?: (event: StoredEvent) => void;
}

/** Details of the data in an event: nothing is cut off here. */
export const whole = { truncated: false } as const;

/** More events than that end an execution. */
const mostEvents = 25_000;
const turnMs = 10;

/** An execution that runs: it tells its events, and keeps where its parts stand. */
export class Execution {
  record: ExecutionRecord;
  readonly start: StartLine;
  readonly environment: Environment;
  readonly controller = new AbortController();
  private readonly file: HistoryFile | undefined;
  private readonly onEvent: ExecutionOptions["onEvent"];
  private pending: StoredEvent[] = [];
  private forgotten: string[] = [];
  private readonly written = new Map<string, Checkpoint>();
  private lastId = 0;
  private isNew = true;
  private isOver = false;
  private turnBegan = performance.now();

  constructor({ record, start, environment, file, onEvent }: ExecutionOptions) {
    // as many listen as there are parts
    setMaxListeners(0, this.signal);
    this.record = record;
    this.start = start;
    this.environment = environment;
    this.file = file;
    this.onEvent = onEvent;
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Goes on after so many events. */
  goOnAfter(lastId: number, checkpoints: ReadonlyMap<string, Checkpoint>): void {
    this.lastId = lastId;
    this.isNew = false;
    for (const [key, checkpoint] of checkpoints) {
      this.written.set(key, checkpoint);
    }
  }

  /** Tells and keeps nothing any more: what still runs of it is to end. */
  endWith(reason: Ended): void {
    this.isOver = true;
    this.controller.abort(reason);
  }

  /** Closes its file. */
  close(): void {
    this.file?.close();
  }

  /** Where a part stood when it was last kept. */
  kept(key: string): Checkpoint | undefined {
    return this.written.get(key);
  }

  /**
   * Tells an event. It is kept with the next {@link save}: nothing waits between the two.
   *
   * @param previous The id of the event before it, where that is not the newest one of its scope.
   * @returns Its id.
   */
  tell(type: HistoryEventType, details: Details, previous: number): number {
    if (this.isOver) {
      return previous;
    }
    if (this.lastId >= mostEvents && !type.startsWith("Execution")) {
      throw new StateFailure(
        "States.Runtime",
        `The execution reached the maximum number of history events (${mostEvents}).`,
      );
    }
    this.lastId += 1;
    const event = {
      timestamp: new Date().toISOString(),
      type,
      id: this.lastId,
      previousEventId: previous,
      ...details,
    };
    this.pending.push(event);
    this.onEvent?.(event);
    return this.lastId;
  }

  /** Tells an event of a scope, which comes after the scope's newest one, and is then that. */
  tellOf(scope: Scope, type: HistoryEventType, details: Details): void {
    const lastId = this.tell(type, details, scope.checkpoint.lastId);
    scope.checkpoint = { ...scope.checkpoint, lastId };
  }

  /** Keeps where a scope stands, and what was told. */
  save(scope: Scope, change: Partial<Checkpoint> = {}): void {
    scope.checkpoint = { ...scope.checkpoint, ...change };
    this.keep(scope.key, scope.checkpoint);
  }

  /** Keeps what was told, of no scope. */
  flush(): void {
    const step = this.takePending();
    if (!this.isOver && (step.events !== undefined || step.forget !== undefined)) {
      this.file?.append(step);
    }
  }

  /** Forgets the branches or iterations of a scope's state, with the next {@link save}. */
  forgetInner({ key }: Scope): void {
    const prefix = `${key}/`;
    const inner = [...this.written.keys()].filter((each) => each.startsWith(prefix));
    if (inner.length > 0) {
      this.forgotten.push(prefix);
    }
    for (const each of inner) {
      this.written.delete(each);
    }
  }

  /** Lets others have their turn, where this execution has computed for long. @throws Ended */
  async turn({ signal }: Scope): Promise<void> {
    if (performance.now() - this.turnBegan > turnMs) {
      await new Promise(setImmediate);
      this.turnBegan = performance.now();
    }
    checkSignal(signal);
  }

  private keep(key: string, checkpoint: Checkpoint): void {
    const before = this.written.get(key);
    this.written.set(key, checkpoint);
    const pending = this.takePending();
    if (this.file === undefined || this.isOver) {
      return;
    }
    const { input, variables, ...rest } = checkpoint;
    const step: Step = {
      ...(this.isNew && { start: this.start }),
      ...pending,
      at: key,
      checkpoint: {
        ...rest,
        ...(before?.input !== input && { input }),
        ...(before?.variables !== variables && { variables }),
      },
    };
    this.file.append(step);
    this.isNew = false;
  }

  private takePending(): Pick<Step, "events" | "forget"> {
    const { pending: events, forgotten: forget } = this;
    this.pending = [];
    this.forgotten = [];
    return { ...(events.length > 0 && { events }), ...(forget.length > 0 && { forget }) };
  }
}

/** The variables that a scope sees: its own, and those of what is around. */
export function visibleVariables(scope: Scope): JsonObject {
  const own = scope.checkpoint.variables;
  return scope.parent === undefined ? own : { ...visibleVariables(scope.parent), ...own };
}

import { join } from "node:path";
import type { Outbox } from "../../integration/outbox";
import type { ServiceMetrics } from "../../integration/service-metrics";
import { AwsError } from "../../protocol/aws-error";
import { DataFolder } from "../../storage/data-folder";
import { Journal } from "../../storage/journal";
import { objectWith } from "../../storage/sealed";
import { removeFile } from "../../storage/write";
import { type FunctionStore, latest } from "../functions/function-store";
import type { AsyncEvent } from "./async-event";
import { type Condition, tellDestinations } from "./destinations";
import { putMetric } from "./function-metrics";
import type { InvocationOptions, Invoked, Invoker } from "./invoker";

export interface AsyncEventsOptions {
  readonly dataDir: string;
  readonly functions: FunctionStore;
  readonly invoker: Invoker;
  readonly outbox: Outbox;
  readonly metrics: ServiceMetrics;
  /** How long to wait before a function is run again with an event, by the number of runs before; in milliseconds. */
  readonly retryDelays?: readonly [number, number] | undefined;
}

/** As AWS waits. */
const defaultRetryDelays = [60_000, 120_000] as const;
const defaultRetries = 2;
const defaultAgeInSeconds = 6 * 60 * 60;
const longestThrottleMs = 5 * 60_000;
/** A function has so many of its events at once, however many wait. */
const mostAtOnce = 5;
/** A file that only grows is begun anew when nothing is in it any more. */
const linesToForget = 1000;

const eventShape = objectWith({
  name: "string",
  region: "string",
  requestId: "string",
  payload: "string",
  received: "number",
  invocations: "number",
  throttles: "number",
  due: "number",
});

/**
 * The queue of asynchronous invocations. An event is on disk when it is taken; it is run at least once, again where the
 * function fails or is throttled, and outlives this process.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export class AsyncEvents {
  private readonly data: DataFolder;
  private readonly path: string;
  private kept: Journal<AsyncEvent> | undefined;
  private written = 0;
  private readonly ready = new Map<string, AsyncEvent[]>();
  private readonly running = new Map<string, number>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  /** Another after each reset and at the end: what ran before does not count any more. */
  private life = 0;

  constructor(private readonly options: AsyncEventsOptions) {
    this.data = DataFolder.at(options.dataDir);
    this.path = join(this.data.path, "lambda", "events.jsonl");
  }

  /** How many events are not done. */
  get backlog(): number {
    return this.kept?.size ?? 0;
  }

  /** Goes on with what an earlier process left. */
  load(): void {
    if (this.kept === undefined) {
      for (const event of this.journal.all()) {
        this.schedule(event);
      }
    }
  }

  /** Takes an event. It is on disk when this returns. */
  add({ payload, qualifier, clientContext, ...invocation }: InvocationOptions): void {
    this.load();
    const now = Date.now();
    const event: AsyncEvent = {
      ...invocation,
      ...(qualifier === undefined ? {} : { qualifier }),
      ...(clientContext === undefined ? {} : { clientContext }),
      ...{ payload: payload.toString(), received: now, invocations: 0, throttles: 0, due: now },
    };
    this.keep(event);
    putMetric(this.options.metrics, measured(event), "AsyncEventsReceived", 1);
    this.schedule(event);
  }

  /** Forgets all events. */
  reset(): void {
    this.stop();
    this.forget();
  }

  /** Runs no more. What is not done stays on disk. */
  stop(): void {
    this.life++;
    for (const timer of this.timers.values()) {
      clearTimeout(timer);
    }
    this.timers.clear();
    this.ready.clear();
    this.running.clear();
  }

  private get journal(): Journal<AsyncEvent> {
    this.kept ??= new Journal(this.data, this.path, eventShape);
    return this.kept;
  }

  private keep(event: AsyncEvent): void {
    this.journal.put([[event.requestId, event]]);
    this.written++;
  }

  private forget(): void {
    removeFile(this.data, this.path);
    this.kept = undefined;
    this.written = 0;
  }

  private schedule(event: AsyncEvent): void {
    const wait = event.due - Date.now();
    if (wait > 0) {
      const timer = setTimeout(() => {
        this.timers.delete(event.requestId);
        this.enqueue(event);
      }, wait);
      timer.unref();
      this.timers.set(event.requestId, timer);
    } else {
      this.enqueue(event);
    }
  }

  private enqueue(event: AsyncEvent): void {
    const waiting = this.ready.get(event.name) ?? [];
    waiting.push(event);
    this.ready.set(event.name, waiting);
    this.pump(event.name);
  }

  private pump(name: string): void {
    const waiting = this.ready.get(name) ?? [];
    while (waiting.length > 0 && (this.running.get(name) ?? 0) < mostAtOnce) {
      const event = waiting.shift() as AsyncEvent;
      const { life } = this;
      this.running.set(name, (this.running.get(name) ?? 0) + 1);
      this.run(event)
        .catch((error: unknown) => console.error(`An event of the function ${name} could not be kept:`, error))
        .finally(() => {
          if (this.life === life) {
            this.running.set(name, (this.running.get(name) ?? 1) - 1);
            this.pump(name);
          }
        });
    }
    if (waiting.length === 0) {
      this.ready.delete(name);
    }
  }

  private async run(event: AsyncEvent): Promise<void> {
    const { life } = this;
    const { functions, invoker, metrics } = this.options;
    const record = functions.find(event.name);
    if (record === undefined) {
      this.drop(event);
      return;
    }
    const config = record.eventInvokeConfigs[event.qualifier ?? latest];
    const age = Date.now() - event.received;
    if (age > (config?.maximumEventAgeInSeconds ?? defaultAgeInSeconds) * 1000) {
      this.finish(event, "EventAgeExceeded", undefined);
      return;
    }
    if (record.reservedConcurrency === 0) {
      this.finish(event, "ZeroReservedConcurrency", undefined);
      return;
    }
    putMetric(metrics, measured(event), "AsyncEventAge", age, "Milliseconds");
    let answer: Invoked;
    try {
      const { name, region, requestId, clientContext } = event;
      const payload = Buffer.from(event.payload);
      answer = await invoker.invoke({ name, region, requestId, payload, clientContext, qualifier: event.qualifier });
    } catch (error) {
      if (this.life === life) {
        this.refused(event, error);
      }
      return;
    }
    if (this.life !== life) {
      return;
    }
    const done = { ...event, invocations: event.invocations + 1, throttles: 0 };
    if (answer.errorType === undefined) {
      this.finish(done, "Success", answer);
    } else if (done.invocations > (config?.maximumRetryAttempts ?? defaultRetries)) {
      this.finish(done, "RetriesExhausted", answer);
    } else {
      const [first, second] = this.options.retryDelays ?? defaultRetryDelays;
      this.later(done, done.invocations === 1 ? first : second);
    }
  }

  /** After it could not be run at all: a throttling passes, a version that is gone does not come back. */
  private refused(event: AsyncEvent, error: unknown): void {
    if (error instanceof AwsError && error.status < 500 && error.code !== "TooManyRequestsException") {
      this.drop(event);
      return;
    }
    this.later({ ...event, throttles: event.throttles + 1 }, Math.min(1000 * 2 ** event.throttles, longestThrottleMs));
  }

  private later(event: AsyncEvent, wait: number): void {
    const again = { ...event, due: Date.now() + wait };
    this.keep(again);
    this.schedule(again);
  }

  private finish(event: AsyncEvent, condition: Condition, answer: Invoked | undefined): void {
    const { functions, outbox, metrics } = this.options;
    const record = functions.find(event.name);
    if (record !== undefined) {
      const { destinations } = record.eventInvokeConfigs[event.qualifier ?? latest] ?? {};
      const functionArn = functions.arn(record, event.qualifier ?? latest);
      tellDestinations(outbox, destinations, record, { event, condition, answer, functionArn });
    }
    if (condition !== "Success") {
      putMetric(metrics, measured(event), "AsyncEventsDropped", 1);
    }
    this.drop(event);
  }

  private drop(event: AsyncEvent): void {
    this.journal.delete([event.requestId]);
    if (this.journal.size === 0 && this.written > linesToForget) {
      this.forget();
    }
  }
}

const measured = ({ name, qualifier }: AsyncEvent) => ({ name, qualifier });

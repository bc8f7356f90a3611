import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Message } from "@aws-sdk/client-sqs";
import { EventPattern } from "../../integration/event-pattern/event-pattern";
import { AwsError } from "../../protocol/aws-error";
import type { Invoker } from "../invocations/invoker";
import { largestPayload } from "../running/runtime-api";
import type { EventSourceMapping } from "./event-source-mapping";
import { mostAtOnce, type QueueClient } from "./queue-client";
import { failedItems, type SqsRecord, sqsRecord } from "./sqs-event";

/** AWS begins with as many batches at once. */
const usualConcurrency = 5;
const waitSeconds = 20;
const errorWaitMs = 1000;
const throttleWaitMs = 500;

interface Received {
  readonly message: Message;
  readonly record: SqsRecord;
}

/**
 * Hands the messages of a queue to a function, batch by batch. Those that it has treated are deleted; the others are
 * visible again when the queue's visibility timeout is over.
 */
export class QueuePoller {
  private readonly ending = new AbortController();
  private readonly batches = new Set<Promise<void>>();
  private readonly patterns: readonly EventPattern[];
  private freed: () => void = () => {};
  /** Resolves when the last batch is done. */
  readonly ended: Promise<void>;

  constructor(
    private readonly mapping: EventSourceMapping,
    private readonly queue: QueueClient,
    private readonly invoker: Invoker,
  ) {
    this.patterns = mapping.filters.map((pattern) => EventPattern.parse(pattern));
    this.ended = this.poll().catch(console.error);
  }

  /** Asks for no more messages. */
  stop(): void {
    this.ending.abort();
    this.freed();
  }

  private async poll(): Promise<void> {
    while (!this.ending.signal.aborted) {
      try {
        const batch = await this.collect();
        if (batch.length > 0) {
          const work = this.treat(batch).catch((error: unknown) => this.complain(error));
          this.batches.add(work);
          work.finally(() => {
            this.batches.delete(work);
            this.freed();
          });
        }
        await this.slot();
      } catch (error) {
        this.complain(error);
        await this.pause(errorWaitMs);
      }
    }
    await Promise.all(this.batches);
  }

  /** Gathers a batch: what is there, or what comes within the window. */
  private async collect(): Promise<Message[]> {
    const { batchSize, window } = this.mapping;
    const messages = await this.queue.receive(batchSize, waitSeconds);
    const end = Date.now() + window * 1000;
    while (messages.length > 0 && messages.length < batchSize && Date.now() < end && !this.ending.signal.aborted) {
      const left = Math.max(0, Math.min(waitSeconds, Math.floor((end - Date.now()) / 1000)));
      const more = await this.queue.receive(batchSize - messages.length, left);
      messages.push(...more);
      if (left === 0 && more.length === 0) {
        await this.pause(Math.min(100, Math.max(1, end - Date.now())));
      }
    }
    return messages;
  }

  private async treat(messages: readonly Message[]): Promise<void> {
    const received = messages.map((message) => ({ message, record: sqsRecord(message, this.queue.arn) }));
    const wanted = received.filter(({ record }) => this.isWanted(record));
    // what no filter matches is done with
    await this.queue.delete(received.filter((one) => !wanted.includes(one)).map(({ message }) => message));
    for (const part of this.parts(wanted)) {
      await this.run(part);
    }
  }

  /** Batches that are not larger than what a function takes. */
  private parts(received: readonly Received[]): Received[][] {
    const parts: Received[][] = [];
    let bytes = Number.POSITIVE_INFINITY;
    for (const one of received) {
      const size = Buffer.byteLength(JSON.stringify(one.record)) + 1;
      if (bytes + size > largestPayload - mostAtOnce * mostAtOnce) {
        parts.push([]);
        bytes = 0;
      }
      parts.at(-1)?.push(one);
      bytes += size;
    }
    return parts;
  }

  private async run(received: readonly Received[]): Promise<void> {
    const { functionName: name, qualifier, region, reportsItemFailures } = this.mapping;
    const payload = Buffer.from(JSON.stringify({ Records: received.map(({ record }) => record) }));
    const answer = await this.invoker
      .invoke({ name, qualifier, region, requestId: randomUUID(), payload })
      .catch(async (error: unknown) => {
        if (error instanceof AwsError && error.code === "TooManyRequestsException") {
          await this.pause(throttleWaitMs);
          return undefined;
        }
        throw error;
      });
    if (answer === undefined || answer.errorType !== undefined) {
      return;
    }
    const failed = reportsItemFailures
      ? failedItems(answer.payload.toString(), new Set(received.map(({ record }) => record.messageId)))
      : new Set<string>();
    if (failed !== undefined) {
      await this.queue.delete(
        received.filter(({ record }) => !failed.has(record.messageId)).map(({ message }) => message),
      );
    }
  }

  private isWanted(record: SqsRecord): boolean {
    if (this.patterns.length === 0) {
      return true;
    }
    const event = { ...record, body: parsedBody(record.body) };
    return this.patterns.some((pattern) => pattern.matches(event));
  }

  /** Waits until another batch may run. */
  private async slot(): Promise<void> {
    const most = this.mapping.maximumConcurrency ?? usualConcurrency;
    while (this.batches.size >= most && !this.ending.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.freed = resolve;
      });
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.ending.signal, ref: false }).catch(() => {});
  }

  private complain(error: unknown): void {
    // a queue that was deleted may come back
    if (!(error instanceof AwsError) && !this.ending.signal.aborted) {
      console.error(`The event source mapping ${this.mapping.uuid} goes on after:`, error);
    }
  }
}

/** The JSON of a body, which filters look into; the text where it is none. */
function parsedBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

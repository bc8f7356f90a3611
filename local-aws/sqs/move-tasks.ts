import { randomUUID } from "node:crypto";
import { AwsError } from "../protocol/aws-error";
import type { DataFolder } from "../storage/data-folder";
import { RecordFolder } from "../storage/records/record-folder";
import { objectWith } from "../storage/sealed";
import { invalidParameter, unsupported } from "./errors";
import type { Message } from "./messages/message";
import type { Queue } from "./queue/queue";
import type { QueueRecord } from "./queue/queue-record";

/** A task that moves the messages of a dead-letter queue. */
export interface MoveTask {
  readonly id: string;
  readonly sourceArn: string;
  /** Missing where each message goes back to where it came from. */
  readonly destinationArn?: string;
  /** In messages a second. */
  readonly rate?: number;
  readonly status: "RUNNING" | "COMPLETED" | "CANCELLED" | "FAILED";
  readonly moved: number;
  readonly toMove: number;
  readonly failure?: string;
  /** In milliseconds since 1970. */
  readonly started: number;
}

/** The queues, as tasks see them. */
export interface Queues {
  /** In milliseconds since 1970. */
  readonly clock: () => number;
  byArn(arn: string): Queue | undefined;
  /** Those whose dead letters go to one. */
  sourcesOf(queue: QueueRecord): readonly QueueRecord[];
}

/** As many messages are moved at once. */
const atOnce = 100;
/** In milliseconds. */
const pause = 100;

/** The tasks that move messages; those that a restart interrupts go on. */
export class MoveTasks {
  private readonly tasks: RecordFolder<MoveTask>;
  private readonly timers = new Map<string, NodeJS.Timeout>();

  /** @param folder In the data folder. */
  constructor(
    private readonly store: Queues,
    data: DataFolder,
    folder: string,
  ) {
    this.tasks = new RecordFolder(data, folder, {
      shape: objectWith({ id: "string", sourceArn: "string", status: "string", moved: "number", started: "number" }),
      keyOf: ({ id }) => id,
    });
  }

  /** @throws AwsError Where the source or the destination cannot be one. */
  start({ sourceArn, destinationArn, rate }: Pick<MoveTask, "sourceArn" | "destinationArn" | "rate">): MoveTask {
    const source = this.store.byArn(sourceArn);
    if (source === undefined) {
      throw notFound("The resource that you specified for the SourceArn parameter doesn't exist.");
    }
    if (this.store.sourcesOf(source.record).length === 0) {
      throw invalidParameter("Source queue must be configured as a Dead Letter Queue.");
    }
    if (destinationArn !== undefined && this.store.byArn(destinationArn) === undefined) {
      throw notFound("The resource that you specified for the DestinationArn parameter doesn't exist.");
    }
    if (this.of(sourceArn).some(({ status }) => status === "RUNNING")) {
      throw unsupported(
        "There is already a task running. Only one active task is allowed for a source queue arn at a given time.",
      );
    }
    const { visible } = source.count();
    const task: MoveTask = {
      ...{ id: randomUUID(), sourceArn, destinationArn, rate, status: "RUNNING", moved: 0, toMove: visible },
      started: this.store.clock(),
    };
    this.tasks.put(task);
    this.next(task);
    return task;
  }

  /** @throws AwsError Where there is none, or it has ended. */
  cancel(id: string): MoveTask {
    const task = this.tasks.find(id);
    if (task === undefined) {
      throw notFound("Task does not exist.");
    }
    if (task.status !== "RUNNING") {
      throw unsupported("Only active tasks can be cancelled.");
    }
    const cancelled: MoveTask = { ...task, status: "CANCELLED" };
    this.tasks.put(cancelled);
    clearTimeout(this.timers.get(id));
    return cancelled;
  }

  /** The tasks of a queue, the newest first. */
  of(sourceArn: string): MoveTask[] {
    return [...this.tasks.values()]
      .filter((task) => task.sourceArn === sourceArn)
      .sort((a, b) => b.started - a.started);
  }

  /** Goes on with what an end interrupted. */
  resume(): void {
    for (const task of this.tasks.values()) {
      if (task.status === "RUNNING" && !this.timers.has(task.id)) {
        this.next(task);
      }
    }
  }

  reset(): void {
    this.close();
    this.tasks.clear();
  }

  close(): void {
    for (const timer of this.timers.values()) {
      clearTimeout(timer);
    }
    this.timers.clear();
  }

  private next(task: MoveTask): void {
    const { rate = Number.POSITIVE_INFINITY } = task;
    const most = Math.min(atOnce, Math.ceil((rate * pause) / 1000));
    const wait = Number.isFinite(rate) ? (1000 * most) / rate : 1;
    const timer = setTimeout(() => this.step(task, most), wait);
    timer.unref();
    this.timers.set(task.id, timer);
  }

  private step(task: MoveTask, most: number): void {
    this.timers.delete(task.id);
    let after: MoveTask;
    try {
      const moved = this.move(task, most);
      after = { ...task, moved: task.moved + moved, status: moved === 0 ? "COMPLETED" : "RUNNING" };
    } catch (error) {
      const failure = error instanceof AwsError ? error.code : "InternalError";
      if (!(error instanceof AwsError)) {
        console.error(error);
      }
      after = { ...task, status: "FAILED", failure };
    }
    this.tasks.settle(after);
    if (after.status === "RUNNING") {
      this.next(after);
    }
  }

  /** @returns How many it has moved. */
  private move({ sourceArn, destinationArn }: MoveTask, most: number): number {
    const source = this.store.byArn(sourceArn);
    if (source === undefined) {
      throw notFound("The source queue is gone.");
    }
    const messages = source.peek(most);
    const byTarget = new Map<Queue, Message[]>();
    for (const message of messages) {
      const target = this.store.byArn(destinationArn ?? message.deadLetter?.source ?? "");
      if (target === undefined) {
        throw notFound("The destination queue is gone.");
      }
      byTarget.set(target, [...(byTarget.get(target) ?? []), message]);
    }
    for (const [target, ofTarget] of byTarget) {
      target.takeRedriven(ofTarget);
      source.drop(ofTarget);
    }
    return messages.length;
  }
}

function notFound(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", message, 404);
}

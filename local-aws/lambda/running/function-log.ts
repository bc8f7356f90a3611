import type { LogStore } from "../../logs/log-store";

const flushMs = 20;
const tailBytes = 4096;
/** A function that prints more than so much between two writes waits. */
const mostBuffered = 262_144;

/** The log stream of one execution environment. Events are written soon after they came, many at once. */
export class FunctionLog {
  private buffered: string[] = [];
  private length = 0;
  private tail: string[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly logs: LogStore,
    readonly group: string,
    readonly stream: string,
    /** Told whether it takes more. */
    private readonly onFull: (isFull: boolean) => void,
  ) {}

  add(...events: readonly string[]): void {
    for (const event of events) {
      this.buffered.push(event);
      this.length += event.length;
      this.tail.push(event);
    }
    this.timer ??= setTimeout(() => this.flush(), flushMs);
    if (this.length > mostBuffered) {
      this.onFull(true);
    }
    if (this.tail.length > tailBytes) {
      this.tail = this.tail.slice(-tailBytes / 2);
    }
  }

  /** Writes what has come. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const events = this.buffered.filter((event) => event !== "");
    const wasFull = this.length > mostBuffered;
    this.buffered = [];
    this.length = 0;
    if (events.length > 0) {
      try {
        this.logs.append(this.group, this.stream, events);
      } catch (error) {
        console.error(`The log of ${this.group} could not be written:`, error);
      }
    }
    if (wasFull) {
      this.onFull(false);
    }
  }

  /** Forgets the tail: another invocation begins. */
  startTail(): void {
    this.tail = [];
  }

  /** The last 4 KB of the invocation's log. */
  readTail(): Buffer {
    const whole = Buffer.from(this.tail.map((event) => `${event}\n`).join(""));
    return whole.subarray(Math.max(0, whole.length - tailBytes));
  }
}

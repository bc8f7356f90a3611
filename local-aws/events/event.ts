import { randomUUID } from "node:crypto";

/** An event as rules see it and targets get it. */
export class BusEvent {
  /** When it came. */
  readonly ingested = new Date();
  private made: string | undefined;

  /**
   * @param json As rules see it.
   * @param isForwarded Whether it came from another bus: then it goes to no third one.
   */
  constructor(
    readonly json: Readonly<Record<string, unknown>>,
    readonly isForwarded = false,
  ) {}

  get id(): string {
    return String(this.json.id);
  }

  /** As targets get it. It is made when it is first asked for: most events match no rule. */
  get text(): string {
    this.made ??= JSON.stringify(this.json);
    return this.made;
  }
}

export interface EventFields {
  readonly detailType: string;
  readonly source: string;
  readonly account: string;
  readonly time: Date;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export function newEvent({ detailType, source, account, time, region, resources, detail }: EventFields): BusEvent {
  return new BusEvent({
    version: "0",
    id: randomUUID(),
    "detail-type": detailType,
    source,
    account,
    time: isoTime(time),
    region,
    resources,
    detail,
  });
}

/** A time as events have it: to the second. */
const isoTime = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

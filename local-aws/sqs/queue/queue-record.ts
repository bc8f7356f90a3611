import { objectWith } from "../../storage/sealed";

/** A queue as it is kept: all but its messages. */
export interface QueueRecord {
  readonly name: string;
  readonly arn: string;
  /** Of this queue alone: another one of the same name later has another. */
  readonly instance: string;
  /** Those that were set, by AWS's names. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** In milliseconds since 1970. */
  readonly created: number;
  /** In milliseconds since 1970. */
  readonly modified: number;
}

export const queueShape = objectWith({
  name: "string",
  arn: "string",
  instance: "string",
  attributes: "object",
  tags: "object",
  created: "number",
  modified: "number",
});

/** When a message goes to the dead-letter queue. */
export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

export function isFifo({ name }: Pick<QueueRecord, "name">): boolean {
  return name.endsWith(".fifo");
}

export function redrivePolicyOf({ attributes }: Pick<QueueRecord, "attributes">): RedrivePolicy | undefined {
  const text = attributes.RedrivePolicy;
  if (text === undefined) {
    return undefined;
  }
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(text) as RedrivePolicy;
  return { deadLetterTargetArn, maxReceiveCount: Number(maxReceiveCount) };
}

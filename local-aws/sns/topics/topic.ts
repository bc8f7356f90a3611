import type { Tag } from "@aws-sdk/client-sns";
import { objectWith } from "../../storage/sealed";

/** A topic as it is kept. */
export interface Topic {
  readonly name: string;
  readonly arn: string;
  /** Those that were set, by AWS's names. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: readonly Required<Tag>[];
  /** How many of its subscriptions are deleted. */
  readonly deleted: number;
}

export const topicShape = objectWith({
  name: "string",
  arn: "string",
  attributes: "object",
  tags: "list",
  deleted: "number",
});

export function isFifo({ name }: Pick<Topic, "name">): boolean {
  return name.endsWith(".fifo");
}

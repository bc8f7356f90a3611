import type { Queue } from "../queue/queue";
import type { QueueRecord } from "../queue/queue-record";
import type { QueueStore } from "../queue-store";

interface Policy {
  readonly Version: string;
  readonly Id: string;
  readonly Statement: readonly { readonly Sid?: string }[];
}

/** A queue's policy, or an empty one. */
export function policyOf({ arn, attributes }: QueueRecord): Policy {
  const empty: Policy = { Version: "2008-10-17", Id: `${arn}/SQSDefaultPolicy`, Statement: [] };
  return attributes.Policy === undefined ? empty : { ...empty, ...(JSON.parse(attributes.Policy) as Policy) };
}

/** One without statements is none. */
export function setPolicy(store: QueueStore, queue: Queue, policy: Policy): void {
  const { Policy: _, ...others } = queue.record.attributes;
  const attributes = policy.Statement.length > 0 ? { ...others, Policy: JSON.stringify(policy) } : others;
  store.change(queue, { attributes });
}

import { accountOf, parseObject } from "../json-text";
import type { Topic } from "./topic";
import { defaultPolicy } from "./topic-attributes";

interface Policy {
  readonly Statement: readonly { readonly Sid?: string }[];
}

/** A topic's policy, or the one that holds where none is set. */
export function policyOf({ arn, attributes }: Topic): Policy {
  const own = attributes.Policy === undefined ? undefined : parseObject(attributes.Policy);
  return { ...defaultPolicy(arn, accountOf(arn)), ...own };
}

export function withPolicy(topic: Topic, policy: Policy): Topic {
  return { ...topic, attributes: { ...topic.attributes, Policy: JSON.stringify(policy) } };
}

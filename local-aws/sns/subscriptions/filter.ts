import type { MessageAttributeValue } from "@aws-sdk/client-sns";
import { EventPattern } from "../../integration/event-pattern/event-pattern";
import { PatternError } from "../../integration/event-pattern/pattern-error";
import { AwsError } from "../../protocol/aws-error";
import { invalidParameter } from "../errors";
import { parseObject } from "../json-text";
import type { Subscription } from "./subscription";

const mostKeys = 5;
const mostCombinations = 150;

/** What a filter looks at. */
export interface Filtered {
  readonly message: string;
  readonly attributes: Readonly<Record<string, MessageAttributeValue>>;
}

/** By subscription: one is another object after each change. */
const known = new WeakMap<Subscription, EventPattern>();

/** Whether a message passes the filter policy of a subscription. */
export function passes(subscription: Subscription, { message, attributes }: Filtered): boolean {
  const { FilterPolicy, FilterPolicyScope } = subscription.attributes;
  if (FilterPolicy === undefined || FilterPolicy === "{}") {
    return true;
  }
  let pattern = known.get(subscription);
  if (pattern === undefined) {
    pattern = EventPattern.parse(FilterPolicy);
    known.set(subscription, pattern);
  }
  const event = FilterPolicyScope === "MessageBody" ? parseObject(message) : ofAttributes(attributes);
  return event !== undefined && pattern.matches(event);
}

/**
 * @throws AwsError Where SNS does not take a filter policy.
 * @see https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 */
export function checkFilterPolicy(text: string, scope: string): void {
  const policy = parseObject(text);
  if (policy === undefined) {
    throw invalidParameter("FilterPolicy: failed to parse JSON.");
  }
  if (Object.keys(policy).length === 0) {
    return;
  }
  if (Object.keys(policy).filter((key) => key !== "$or").length > mostKeys) {
    throw invalidParameter(`FilterPolicy: Filter policy can not have more than ${mostKeys} keys`);
  }
  if (
    scope !== "MessageBody" &&
    Object.entries(policy).some(([key, value]) => key !== "$or" && !Array.isArray(value))
  ) {
    const [key, value] = Object.entries(policy).find(([, each]) => !Array.isArray(each)) as [string, unknown];
    throw invalidParameter(
      typeof value === "object" && value !== null
        ? "FilterPolicy: Filter policy scope MessageAttributes does not support nested filter policy"
        : `FilterPolicy: "${key}" must be an object or an array`,
    );
  }
  if (combinations(policy, 1) > mostCombinations) {
    throw new AwsError("FilterPolicyLimitExceededException", "Filter policy is too complex", 403);
  }
  try {
    EventPattern.of(policy);
  } catch (error) {
    throw error instanceof PatternError ? invalidParameter(`FilterPolicy: ${error.message}`) : error;
  }
}

/** How many ways there are to match, as AWS counts them: the values of each key, times its depth, times those of the others. */
function combinations(policy: Readonly<Record<string, unknown>>, depth: number): number {
  let product = 1;
  for (const [key, value] of Object.entries(policy)) {
    if (key === "$or" && Array.isArray(value)) {
      product *= value.reduce((sum: number, one) => sum + combinations(Object(one), depth), 0);
    } else if (Array.isArray(value)) {
      product *= Math.max(1, value.length) * depth;
    } else if (typeof value === "object" && value !== null) {
      product *= combinations(value as Readonly<Record<string, unknown>>, depth + 1);
    }
  }
  return product;
}

/** A binary attribute is not looked at. */
function ofAttributes(attributes: Filtered["attributes"]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, { StringValue }]) => StringValue !== undefined)
      .map(([name, { DataType, StringValue = "" }]) => [name, valueIn(DataType ?? "", StringValue)]),
  );
}

function valueIn(type: string, text: string): unknown {
  if (type === "Number") {
    return Number(text);
  }
  if (type !== "String.Array") {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

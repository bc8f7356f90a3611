import { AwsError } from "../protocol/aws-error";
import type { EventBus } from "./event-buses";
import { objectIn } from "./json-text";

/** One statement of a bus's resource policy. */
export interface Statement {
  readonly Sid?: string;
  readonly [member: string]: unknown;
}

const mostBytes = 10_240;

export function statementsOf({ policy }: EventBus): readonly Statement[] {
  const statements = objectIn(policy ?? "{}")?.Statement ?? [];
  return (Array.isArray(statements) ? statements : [statements]) as Statement[];
}

/** A bus with these statements; without a policy where there is none. @throws AwsError PolicyLengthExceededException */
export function withStatements(bus: EventBus, statements: readonly Statement[]): EventBus {
  const { policy: _before, ...others } = bus;
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  return { ...others, modified: Date.now(), ...(statements.length > 0 && { policy: checkedPolicy(policy) }) };
}

/** @throws AwsError PolicyLengthExceededException */
export function checkedPolicy(policy: string): string {
  if (Buffer.byteLength(policy) > mostBytes) {
    throw new AwsError("PolicyLengthExceededException", "The event bus policy is too long.");
  }
  return policy;
}

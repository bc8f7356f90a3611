import type { RequestContext } from "../protocol/service";
import { executionNotFound, invalidArn, invalidName } from "./errors";

/** What AWS does not take in a name: blanks, brackets, wildcards, quotes and the like. */
const forbidden = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

/** @throws AwsError InvalidName */
export function checkName(name: string): void {
  if (name.length === 0 || name.length > 80 || forbidden.test(name)) {
    throw invalidName(name);
  }
}

/** An ARN of Step Functions, such as that of a state machine. */
export function statesArn({ region, accountId }: RequestContext, type: string, ...names: readonly string[]): string {
  return ["arn:aws:states", region, accountId, type, ...names].join(":");
}

/**
 * Checks that an ARN is one of Step Functions and of some type.
 *
 * @throws AwsError InvalidArn
 */
export function checkArn(arn: string, ...types: readonly string[]): void {
  const [prefix, partition = "", service, , , type = "", name = ""] = arn.split(":");
  if (prefix !== "arn" || !partition.startsWith("aws") || service !== "states" || name === "") {
    throw invalidArn(`Invalid ARN prefix: ${arn}`);
  }
  if (!types.includes(type)) {
    throw invalidArn(`Resource type not valid in this context: ${type}`);
  }
}

/** @throws AwsError InvalidArn, ExecutionDoesNotExist */
export function foundExecution<Found>(arn: string, find: (arn: string) => Found | undefined): Found {
  checkArn(arn, "execution");
  const found = find(arn);
  if (found === undefined) {
    throw executionNotFound(arn);
  }
  return found;
}

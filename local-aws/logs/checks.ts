import { AwsError } from "../protocol/aws-error";

export function invalidParameter(message: string): AwsError {
  return new AwsError("InvalidParameterException", message);
}

/**
 * The group of an operation that takes a name or, as `logGroupIdentifier`, a name or an ARN.
 *
 * @throws `InvalidParameterException` where there is neither.
 */
export function groupOf(input: { logGroupName?: string; logGroupIdentifier?: string }): string {
  const identifier = input.logGroupIdentifier
    ?.replace(/^arn:[^:]+:logs:[^:]*:[^:]*:log-group:/, "")
    .replace(/:\*$/, "");
  const name = input.logGroupName ?? identifier;
  if (name === undefined) {
    throw invalidParameter(
      "1 validation error detected: Value null at 'logGroupName' failed to satisfy constraint: Member must not be null",
    );
  }
  return name;
}

/** One page of a list; the token is where the next one starts. @throws `InvalidParameterException` */
export function pageOf<Item>(
  items: readonly Item[],
  token: string | undefined,
  limit: number,
): { page: Item[]; nextToken: string | undefined } {
  if (token !== undefined && !/^\d{1,9}$/.test(token)) {
    throw invalidParameter("The specified nextToken is invalid.");
  }
  const start = Number(token ?? 0);
  const end = start + limit;
  return { page: items.slice(start, end), nextToken: end < items.length ? String(end) : undefined };
}

import { AwsError } from "../protocol/aws-error";

export function invalidParameter(message: string): AwsError {
  return new AwsError("InvalidParameterException", message);
}

/** @throws `InvalidParameterException` */
export function groupName(name: string | undefined): string {
  return checkName(name, "logGroupName", /^[.\-_/#A-Za-z0-9]+$/, "[\\.\\-_/#A-Za-z0-9]+");
}

/** @throws `InvalidParameterException` */
export function streamName(name: string | undefined): string {
  return checkName(name, "logStreamName", /^[^:*]+$/, "[^:*]*");
}

function checkName(name: string | undefined, member: string, pattern: RegExp, shown: string): string {
  if (name === undefined) {
    throw invalidParameter(
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    );
  }
  const start = `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint: Member must`;
  if (name.length < 1 || name.length > 512) {
    throw invalidParameter(
      `${start} have length ${name.length < 1 ? "greater than or equal to 1" : "less than or equal to 512"}`,
    );
  }
  if (!pattern.test(name)) {
    throw invalidParameter(`${start} satisfy regular expression pattern: ${shown}`);
  }
  return name;
}

/** The group of an operation that takes a name or, as `logGroupIdentifier`, a name or an ARN. */
export function groupOf(input: { logGroupName?: string; logGroupIdentifier?: string }): string {
  const identifier = input.logGroupIdentifier
    ?.replace(/^arn:[^:]+:logs:[^:]*:[^:]*:log-group:/, "")
    .replace(/:\*$/, "");
  return groupName(input.logGroupName ?? identifier);
}

/** @throws `InvalidParameterException` */
export function limitOf(limit: number | undefined, fallback: number, max: number): number {
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1 || limit > max)) {
    const side = limit < 1 ? "greater than or equal to 1" : `less than or equal to ${max}`;
    throw invalidParameter(
      `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value ${side}`,
    );
  }
  return limit ?? fallback;
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

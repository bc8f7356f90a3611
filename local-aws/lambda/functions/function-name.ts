import { invalidParameter } from "../errors";

export interface FunctionName {
  readonly name: string;
  /** A version, an alias or `$LATEST`; undefined where none is named. */
  readonly qualifier: string | undefined;
}

const pattern =
  /^(?:arn:[^:]+:lambda:[^:]+:(?<account>\d{12}):function:|(?:(?<shortAccount>\d{12}):)?(?:function:)?)(?<name>[A-Za-z0-9-_]+)(?::(?<qualifier>\$LATEST|[A-Za-z0-9-_]+))?$/;

/**
 * Reads how a request names a function: by its name, its ARN, or a part of that, with or without a qualifier.
 *
 * @param given Another member of the request with the qualifier.
 * @throws AwsError Where the two qualifiers differ, or it is no name.
 */
export function parseFunctionName(text: string, given?: string): FunctionName {
  const found = pattern.exec(text)?.groups;
  if (found?.name === undefined || found.name.length > 64) {
    throw invalidParameter(`The function name ${text} is not valid.`);
  }
  const { name, qualifier } = found;
  if (given !== undefined && qualifier !== undefined && given !== qualifier) {
    throw invalidParameter("The derived qualifier from the function name does not match the specified qualifier.");
  }
  return { name, qualifier: given ?? qualifier };
}

/** The ARN of a function, a version or an alias. */
export function functionArn(region: string, accountId: string, name: string, qualifier?: string): string {
  const suffix = qualifier === undefined ? "" : `:${qualifier}`;
  return `arn:aws:lambda:${region}:${accountId}:function:${name}${suffix}`;
}

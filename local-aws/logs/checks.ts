import { AwsError } from "../protocol/aws-error";
import { pageOf as pageOfSorted } from "../protocol/page-of";

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

/** One page of a list that is sorted by its keys. @throws `InvalidParameterException` */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  request: {
    readonly token: string | undefined;
    readonly limit: number | undefined;
    readonly descending?: boolean | undefined;
  },
): { readonly page: Item[]; readonly nextToken: string | undefined } {
  const invalid = () => invalidParameter("The specified nextToken is invalid.");
  const found = pageOfSorted(items, keyOf, { ...request, limit: request.limit ?? 50 }, invalid);
  return { page: found.items, nextToken: found.NextToken };
}

import { AwsError } from "../protocol/aws-error";
import { pageOf as pageOfSorted } from "../protocol/page-of";

/** One page of a list that is sorted by its keys. @throws AwsError InvalidNextToken */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  token: string | undefined,
  limit: number,
): { readonly page: readonly Item[]; readonly next: string | undefined } {
  const invalid = () => new AwsError("InvalidNextToken", "The specified token is not valid.");
  const found = pageOfSorted(items, keyOf, { token, limit }, invalid);
  return { page: found.items, next: found.NextToken };
}

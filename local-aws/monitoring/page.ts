import { keyOfToken } from "../protocol/next-token";
import { pageOf as pageOfSorted } from "../protocol/page-of";
import { invalidNextToken } from "./errors";

/**
 * One page of a list that is sorted by its keys.
 *
 * @param limit How many make a page.
 * @param descending Whether the last one comes first.
 * @throws AwsError InvalidNextToken
 */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  token: string | undefined,
  limit: number,
  descending = false,
): { readonly page: Item[]; readonly next: string | undefined } {
  const found = pageOfSorted(items, keyOf, { token, limit, descending }, invalidNextToken);
  return { page: found.items, next: found.NextToken };
}

/** Where the page of a token begins among the values of an answer. @throws AwsError InvalidNextToken */
export function startOf(token: string | undefined): number {
  if (token === undefined) {
    return 0;
  }
  const key = keyOfToken(token) ?? "";
  if (!/^\d{1,9}$/.test(key)) {
    throw invalidNextToken();
  }
  return Number(key);
}

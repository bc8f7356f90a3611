import { pageOf as pageOfSorted } from "../protocol/page-of";
import { invalidToken } from "./errors";

interface PageRequest {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

const defaultLength = 100;

/**
 * One page of a list.
 *
 * @param keyOf Of which no two are the same, in the order of the list.
 * @throws AwsError InvalidToken
 */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { maxResults, nextToken: token }: PageRequest,
): { readonly items: Item[]; readonly nextToken?: string } {
  const limit = maxResults || defaultLength;
  const { items: page, NextToken: nextToken } = pageOfSorted(items, keyOf, { token, limit }, invalidToken);
  return nextToken === undefined ? { items: page } : { items: page, nextToken };
}

/** A key by which what began last comes first. */
export function newestFirstKey(time: number, name: string): string {
  return `${String(8_640_000_000_000_000 - time).padStart(17, "0")} ${name}`;
}

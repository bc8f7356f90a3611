import type { AwsError } from "./aws-error";
import { keyOfToken, nextToken } from "./next-token";

/**
 * One page of a list that is sorted by a key in code-unit order, or in the reverse of it. The token names the last key
 * given out, so that what comes or goes between two calls, that last one too, shifts nothing.
 *
 * @param request Its token, how many it asks for, and whether the last one comes first.
 * @param invalid The service's error for a token that is none of ours; it may take our message.
 * @throws AwsError
 */
export function pageOf<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
  request: {
    readonly token: string | undefined;
    readonly limit?: number | undefined;
    readonly descending?: boolean | undefined;
  },
  invalid: (message: string) => AwsError,
): { readonly items: Item[]; readonly NextToken?: string } {
  const { token, limit = 100, descending = false } = request;
  const after = token === undefined ? undefined : keyOfToken(token);
  if (token !== undefined && after === undefined) {
    throw invalid("The NextToken is not one that this operation gave out.");
  }
  const rest =
    after === undefined ? items : items.filter((item) => (descending ? key(item) < after : key(item) > after));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return last !== undefined && page.length < rest.length
    ? { items: page, NextToken: nextToken(key(last)) }
    : { items: page };
}

/** A number as a key that sorts as numbers from 0 do. */
export const sortable = (number: number): string => String(number).padStart(16, "0");

/** Sorts by a key in code-unit order, the order that {@link pageOf} asks for. */
export function sortedBy<Item>(items: Iterable<Item>, key: (item: Item) => string): Item[] {
  return [...items].sort((left, right) => {
    const [a, b] = [key(left), key(right)];
    return a < b ? -1 : a > b ? 1 : 0;
  });
}

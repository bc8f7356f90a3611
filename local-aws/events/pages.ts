import { keyOfToken, nextToken } from "../protocol/next-token";
import { validation } from "./errors";

const mostOnAPage = 100;

/**
 * One page of a list that is sorted by a key in code-unit order. The token names the last key given out.
 *
 * @throws AwsError ValidationException where the token is none of ours.
 */
export function pageOf<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
  { NextToken, Limit = mostOnAPage }: { readonly NextToken?: string; readonly Limit?: number },
): { readonly items: Item[]; readonly NextToken?: string } {
  const after = NextToken === undefined ? undefined : keyOfToken(NextToken);
  if (NextToken !== undefined && after === undefined) {
    throw validation("The NextToken is not one that this operation gave out.");
  }
  const rest = after === undefined ? items : items.filter((item) => key(item) > after);
  const page = rest.slice(0, Limit);
  const last = page.at(-1);
  return last !== undefined && page.length < rest.length
    ? { items: page, NextToken: nextToken(key(last)) }
    : { items: page };
}

import { pageOf as pageOfSorted } from "../protocol/page-of";
import { invalidParameter } from "./errors";

/** SNS lets nobody choose. */
const limit = 100;

/** A page of things that are sorted by key. @throws AwsError Where the token is none. */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  token: string | undefined,
): { readonly items: Item[]; readonly NextToken?: string } {
  return pageOfSorted(items, keyOf, { token, limit }, () => invalidParameter("NextToken"));
}

import { pageOf as pageOfSorted } from "../protocol/page-of";
import { invalidValue } from "./errors";

/** A page of things that are sorted by key. @throws AwsError Where the token is none. */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  token: string | undefined,
  limit: number,
): { readonly items: Item[]; readonly NextToken?: string } {
  const invalid = () => invalidValue("Invalid token or number of items.");
  if (limit < 1) {
    throw invalid();
  }
  return pageOfSorted(items, keyOf, { token, limit }, invalid);
}

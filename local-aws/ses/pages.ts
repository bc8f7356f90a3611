import { keyOfToken, nextToken } from "../protocol/next-token";
import { invalidValue } from "./errors";

/** A page of things that are sorted by key. @throws AwsError Where the token is none. */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  token: string | undefined,
  size: number,
): { readonly page: Item[]; readonly NextToken?: string } {
  const after = token === undefined ? "" : keyOfToken(token);
  if (after === undefined || size < 1) {
    throw invalidValue("Invalid token or number of items.");
  }
  const rest = items.filter((item) => keyOf(item) > after);
  const page = rest.slice(0, size);
  const last = rest.length > page.length ? page.at(-1) : undefined;
  return { page, ...(last !== undefined && { NextToken: nextToken(keyOf(last)) }) };
}

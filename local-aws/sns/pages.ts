import { keyOfToken, nextToken } from "../protocol/next-token";
import { invalidParameter } from "./errors";

/** SNS lets nobody choose. */
const pageSize = 100;

/** A page of things that are sorted by key. @throws AwsError Where the token is none. */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  token: string | undefined,
): { readonly page: readonly Item[]; readonly NextToken?: string } {
  const after = token === undefined ? "" : keyOfToken(token);
  if (after === undefined) {
    throw invalidParameter("NextToken");
  }
  const rest = items.filter((item) => keyOf(item) > after);
  const page = rest.slice(0, pageSize);
  const last = rest.length > page.length ? page.at(-1) : undefined;
  return { page, ...(last !== undefined && { NextToken: nextToken(keyOf(last)) }) };
}

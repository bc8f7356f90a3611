import { keyOfToken, nextToken } from "../protocol/next-token";
import { invalidRequest } from "./validation";

interface PageRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly NextToken: string | undefined;
}

/**
 * The page of a list that a request asks for. The list comes in the order of its keys, and the token tells the last key of
 * the page before: what is added or taken away in between, that last one too, shifts nothing.
 *
 * @param keyOf An item's key, which no other has; keys are ordered by code units.
 * @param most The length where the request gives none.
 * @throws AwsError InvalidRequestException where the token is none of Athena's.
 */
export function pageOf<Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string | undefined,
  { NextToken, MaxResults }: PageRequest,
  most = 50,
): Page<Item> {
  const after = NextToken === undefined ? undefined : lastKey(NextToken);
  const left = all
    .map((item) => ({ item, key: keyOf(item) ?? "" }))
    .filter(({ key }) => after === undefined || key > after);
  left.sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = left.slice(0, MaxResults || most);
  const last = page.at(-1);
  const more = last !== undefined && page.length < left.length;
  return { items: page.map(({ item }) => item), NextToken: more ? nextToken(last.key) : undefined };
}

function lastKey(token: string): string {
  const key = keyOfToken(token);
  if (key === undefined) {
    throw invalidRequest(`The nextPageToken is malformed: ${token}`);
  }
  return key;
}

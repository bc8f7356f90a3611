import { checkNumber, invalidRequest } from "./validation";

interface PageRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly NextToken: string | undefined;
}

/**
 * The page of a list that a request asks for. The token is the name of the last item of the page before: what is added
 * or taken away in between shifts nothing.
 *
 * @param nameOf An item's name, which no other has.
 * @param limits Of `MaxResults`; the most is also the length where the request gives none.
 * @throws AwsError InvalidRequestException
 */
export function pageOf<Item>(
  all: readonly Item[],
  nameOf: (item: Item) => string | undefined,
  { NextToken, MaxResults }: PageRequest,
  limits = { least: 1, most: 50 },
): Page<Item> {
  checkNumber("maxResults", MaxResults, limits);
  const start = NextToken === undefined ? 0 : placeAfter(all.map(nameOf), NextToken);
  const items = all.slice(start, start + (MaxResults || limits.most));
  const last = items.at(-1);
  const more = last !== undefined && start + items.length < all.length;
  return { items, NextToken: more ? toToken(nameOf(last) ?? "") : undefined };
}

function placeAfter(names: readonly (string | undefined)[], token: string): number {
  const place = names.findIndex((name) => name !== undefined && toToken(name) === token);
  if (place < 0) {
    throw invalidRequest("Invalid NextToken.");
  }
  return place + 1;
}

function toToken(name: string): string {
  return Buffer.from(name).toString("base64url");
}

/** The byte of a result file at which a token says to go on. @throws AwsError InvalidRequestException */
export function tokenOffset(token: string | undefined): number {
  if (token === undefined) {
    return 0;
  }
  if (!/^\d{1,15}$/.test(token)) {
    throw invalidRequest("Invalid NextToken.");
  }
  return Number(token);
}

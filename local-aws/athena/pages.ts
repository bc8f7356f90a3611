import { checkMembers, invalidRequest, outside } from "./validation";

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
  checkPage({ NextToken, MaxResults }, limits);
  const start = NextToken === undefined ? 0 : placeAfter(all.map(nameOf), NextToken);
  const items = all.slice(start, start + (MaxResults || limits.most));
  const last = items.at(-1);
  const more = last !== undefined && start + items.length < all.length;
  return { items, NextToken: more ? toToken(nameOf(last) ?? "") : undefined };
}

/** What Athena checks of a page first, all in one answer. @throws AwsError InvalidRequestException */
export function checkPage(
  { NextToken, MaxResults }: PageRequest,
  { least, most }: { least: number; most: number },
): void {
  checkMembers([
    { name: "nextToken", broken: NextToken === "" && "Member must have length greater than or equal to 1" },
    { name: "maxResults", broken: outside(MaxResults, least, most) },
  ]);
}

function placeAfter(names: readonly (string | undefined)[], token: string): number {
  const place = names.findIndex((name) => name !== undefined && toToken(name) === token);
  if (place < 0) {
    throw invalidRequest(`The nextPageToken is malformed: ${token}`);
  }
  return place + 1;
}

function toToken(name: string): string {
  return Buffer.from(name).toString("base64url");
}

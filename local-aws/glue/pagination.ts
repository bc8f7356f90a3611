import { keyOfToken, nextToken } from "../protocol/next-token";
import { invalidInput, validation } from "./errors";

export interface PageRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

/**
 * One page of a list that is sorted by `key` in code-unit order. The token names the last key given out, so things that
 * come or go between two calls never make another one appear twice or not at all.
 *
 * @param limit The most that AWS puts on one page.
 */
export function pageOf<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
  request: PageRequest,
  limit: number,
): { items: Item[]; NextToken?: string } {
  if (request.MaxResults !== undefined && !(request.MaxResults >= 1)) {
    throw validation(
      `Value '${request.MaxResults}' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1`,
    );
  }
  const after = request.NextToken ? lastKey(request.NextToken) : undefined;
  const start = after === undefined ? 0 : firstAfter(items, key, after);
  const end = start + Math.min(request.MaxResults ?? limit, limit);
  const taken = upTo(mostPageLength, items.slice(start, end));
  const last = taken.at(-1);
  return last !== undefined && start + taken.length < items.length
    ? { items: taken, NextToken: nextToken(key(last)) }
    : { items: taken };
}

/** In characters. Written as JSON in one piece, a longer page would hold up others. */
const mostPageLength = 4_000_000;

/** The first items that together are not longer, and at least one. */
function upTo<Item>(most: number, items: readonly Item[]): Item[] {
  let length = 0;
  const end = items.findIndex((item, index) => {
    length += lengthOf(item);
    return length > most && index > 0;
  });
  return items.slice(0, end < 0 ? undefined : end);
}

/** About how long a value is as JSON. */
function lengthOf(value: unknown): number {
  if (typeof value === "string") {
    return value.length + 3;
  }
  if (typeof value !== "object" || value === null) {
    return 6;
  }
  let length = 2;
  for (const [name, member] of Object.entries(value)) {
    length += name.length + 3 + lengthOf(member);
  }
  return length;
}

function lastKey(token: string): string {
  const key = keyOfToken(token);
  if (key === undefined) {
    throw invalidInput("The NextToken is not one that this operation gave out.");
  }
  return key;
}

function firstAfter<Item>(items: readonly Item[], key: (item: Item) => string, after: string): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(items[middle] as Item) > after) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/** A key by which what started last comes first. */
export const newestFirst = (started: Date | undefined, id: string | undefined): string =>
  `${String(1e14 - (started?.getTime() ?? 0)).padStart(15, "0")} ${id}`;

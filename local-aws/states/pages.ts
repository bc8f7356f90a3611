import { keyOfToken, nextToken } from "../protocol/next-token";
import { invalidToken } from "./errors";

interface PageRequest {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

const defaultLength = 100;

/**
 * One page of a list.
 *
 * @param keyOf Of which no two are the same, in the order of the list.
 * @throws AwsError InvalidToken
 */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  request: PageRequest,
): { readonly items: Item[]; readonly nextToken?: string } {
  const after = request.nextToken === undefined ? undefined : keyOfToken(request.nextToken);
  if (request.nextToken !== undefined && after === undefined) {
    throw invalidToken();
  }
  const first = after === undefined ? 0 : items.findIndex((item) => keyOf(item) > after);
  const left = first === -1 ? [] : items.slice(first);
  const page = left.slice(0, request.maxResults || defaultLength);
  const last = page.at(-1);
  return last !== undefined && left.length > page.length
    ? { items: page, nextToken: nextToken(keyOf(last)) }
    : { items: page };
}

/** A key by which what began last comes first. */
export function newestFirstKey(time: number, name: string): string {
  return `${String(8_640_000_000_000_000 - time).padStart(17, "0")} ${name}`;
}

/** Sorts by a key in code-unit order, as {@link pageOf} asks. */
export function sortedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return [...items].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

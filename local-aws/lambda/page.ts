import { keyOfToken, nextToken } from "../protocol/next-token";
import { invalidParameter } from "./errors";

/** What the requests for lists have. */
export interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

const usualPage = 50;

/** One page of a list that is sorted by `key` in code-unit order. */
export function pageOf<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
  { Marker: marker, MaxItems: most = usualPage }: PageRequest,
): { readonly items: Item[]; readonly NextMarker?: string } {
  const after = marker ? keyOfToken(marker) : undefined;
  if (marker && after === undefined) {
    throw invalidParameter("Invalid value for marker.");
  }
  const rest = after === undefined ? items : items.filter((item) => key(item) > after);
  const taken = rest.slice(0, Math.min(most, usualPage));
  const last = taken.at(-1);
  return last !== undefined && taken.length < rest.length
    ? { items: taken, NextMarker: nextToken(key(last)) }
    : { items: taken };
}

/** A number as a key that sorts as numbers do. */
export const sortable = (number: number): string => String(number).padStart(12, "0");

import { pageOf as pageOfSorted } from "../protocol/page-of";
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
  const request = { token: marker || undefined, limit: Math.min(most, usualPage) };
  const page = pageOfSorted(items, key, request, () => invalidParameter("Invalid value for marker."));
  return page.NextToken === undefined ? { items: page.items } : { items: page.items, NextMarker: page.NextToken };
}

import type { Filter } from "@aws-sdk/client-rds";
import type { Checked } from "../protocol/operation";
import { pageOf as pageOfSorted } from "../protocol/page-of";
import { invalidValue } from "./errors";

const defaultRecords = 100;

/** One page of a list that is sorted by its keys. @throws AwsError InvalidParameterValue */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { Marker, MaxRecords = defaultRecords }: { readonly Marker?: string; readonly MaxRecords?: number },
): { page: Item[]; Marker: string | undefined } {
  if (MaxRecords < 20 || MaxRecords > 100) {
    throw invalidValue(`Invalid value ${MaxRecords} for MaxRecords. Must be between 20 and 100`);
  }
  const request = { token: Marker, limit: MaxRecords };
  const found = pageOfSorted(items, keyOf, request, () => invalidValue("The marker is invalid."));
  return { page: found.items, Marker: found.NextToken };
}

/**
 * The items that pass filters.
 *
 * @param names Of all filters that there are here.
 * @param valuesOf What each filter looks at.
 * @throws AwsError InvalidParameterValue for another filter.
 */
export function filtered<Item, Name extends string>(
  items: readonly Item[],
  filters: readonly Checked<Filter>[] | undefined,
  names: readonly Name[],
  valuesOf: (item: Item) => Readonly<Record<Name, string>>,
): Item[] {
  const asked = filters ?? [];
  const unknown = asked.find(({ Name: name }) => !names.includes(name as Name));
  if (unknown !== undefined) {
    throw invalidValue(`Unrecognized filter name: ${unknown.Name}`);
  }
  return items.filter((item) =>
    asked.every(({ Name: name, Values }) => {
      const own = valuesOf(item)[name as Name].toLowerCase();
      return Values.some((value) => value.toLowerCase() === own);
    }),
  );
}

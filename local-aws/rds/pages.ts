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
 * Whether an item passes filters.
 *
 * @param values What each filter looks at.
 * @throws AwsError InvalidParameterValue for a filter that there is none of here.
 */
export function passes(filters: readonly Checked<Filter>[] = [], values: Readonly<Record<string, string>>): boolean {
  return filters.every(({ Name, Values }) => {
    if (!Object.hasOwn(values, Name)) {
      throw invalidValue(`Unrecognized filter name: ${Name}`);
    }
    return Values.some((value) => value.toLowerCase() === values[Name]?.toLowerCase());
  });
}

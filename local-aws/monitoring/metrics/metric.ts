import type { Dimension } from "@aws-sdk/client-cloudwatch";

/** What a metric is: another dimension makes another metric. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  /** Sorted by name. */
  readonly dimensions: readonly (readonly [name: string, value: string])[];
}

/** The metric of a request. */
export function metricOf(
  namespace: string,
  name: string,
  dimensions: readonly Partial<Dimension>[] | undefined,
): Metric {
  const pairs = (dimensions ?? []).map(({ Name = "", Value = "" }) => [Name, Value] as const);
  return { namespace, name, dimensions: pairs.sort(([a], [b]) => (a < b ? -1 : 1)) };
}

/** A text that no other metric has; those of a namespace stand together in their order. */
export const metricKey = ({ namespace, name, dimensions }: Metric): string =>
  JSON.stringify([namespace, name, ...dimensions]);

/** A metric's dimensions as AWS writes them. */
export const dimensionsOf = ({ dimensions }: Metric): Required<Dimension>[] =>
  dimensions.map(([Name, Value]) => ({ Name, Value }));

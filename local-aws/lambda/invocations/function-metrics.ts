import type { ServiceMetrics } from "../../integration/service-metrics";

/** Whose metric it is. */
export interface Measured {
  readonly name: string;
  readonly qualifier: string | undefined;
}

/** Puts one of Lambda's metrics: of the function, of the version or alias that was named, and of all functions. */
export function putMetric(
  metrics: ServiceMetrics,
  { name: FunctionName, qualifier }: Measured,
  name: string,
  value: number,
  unit: "Count" | "Milliseconds" = "Count",
): void {
  const all: Record<string, string>[] = [{}, { FunctionName }];
  if (qualifier !== undefined) {
    all.push({ FunctionName, Resource: `${FunctionName}:${qualifier}` });
  }
  for (const dimensions of all) {
    metrics.put({ namespace: "AWS/Lambda", name, dimensions, value, unit });
  }
}

import type { EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";

/** How a function gets the messages of a queue. */
export interface EventSourceMapping {
  readonly uuid: string;
  readonly region: string;
  readonly functionName: string;
  readonly qualifier?: string;
  readonly functionArn: string;
  readonly eventSourceArn: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  /** In seconds. */
  readonly window: number;
  /** Patterns, of which one has to match; JSON. */
  readonly filters: readonly string[];
  readonly reportsItemFailures: boolean;
  readonly maximumConcurrency?: number;
  readonly tags: Readonly<Record<string, string>>;
  /** ISO 8601. */
  readonly lastModified: string;
}

/** What a mapping's state is while a request changes it; else it follows from the mapping. */
type Transition = "Creating" | "Updating" | "Deleting";

/** A mapping as AWS shows it. */
export function mappingOutput(
  mapping: EventSourceMapping,
  accountId: string,
  transition?: Transition,
): EventSourceMappingConfiguration {
  const { maximumConcurrency: most } = mapping;
  return {
    UUID: mapping.uuid,
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.window,
    EventSourceArn: mapping.eventSourceArn,
    ...(mapping.filters.length === 0
      ? {}
      : { FilterCriteria: { Filters: mapping.filters.map((Pattern) => ({ Pattern })) } }),
    ...(most === undefined ? {} : { ScalingConfig: { MaximumConcurrency: most } }),
    FunctionArn: mapping.functionArn,
    LastModified: new Date(mapping.lastModified),
    State: transition ?? (mapping.enabled ? "Enabled" : "Disabled"),
    StateTransitionReason: "USER_INITIATED",
    FunctionResponseTypes: mapping.reportsItemFailures ? ["ReportBatchItemFailures"] : [],
    EventSourceMappingArn: `arn:aws:lambda:${mapping.region}:${accountId}:event-source-mapping:${mapping.uuid}`,
  };
}

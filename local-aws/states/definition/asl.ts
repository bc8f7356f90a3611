import type { Json, JsonObject } from "../data/json";

export type QueryLanguage = "JSONPath" | "JSONata";

export const stateTypes = ["Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"] as const;
export type StateType = (typeof stateTypes)[number];

/** A state machine, a branch of a Parallel state, or the processor of a Map state. */
export interface States {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export interface Definition extends States {
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
  /** In seconds. */
  readonly TimeoutSeconds?: number;
}

export interface ItemProcessor extends States {
  readonly ProcessorConfig?: {
    readonly Mode?: "INLINE" | "DISTRIBUTED";
    readonly ExecutionType?: "STANDARD" | "EXPRESS";
  };
  readonly QueryLanguage?: QueryLanguage;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: "FULL" | "NONE";
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string | null;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

export interface ChoiceRule extends JsonObject {
  readonly Next: string;
}

/** Reads items of a distributed Map state from S3, and writes its results there. */
export interface S3Access {
  readonly Resource: string;
  readonly Parameters?: JsonObject;
  readonly Arguments?: Json;
  readonly ReaderConfig?: JsonObject;
  readonly WriterConfig?: JsonObject;
}

export interface ItemBatcher {
  readonly BatchInput?: Json;
  readonly MaxItemsPerBatch?: number | string;
  readonly MaxItemsPerBatchPath?: string;
  readonly MaxInputBytesPerBatch?: number | string;
  readonly MaxInputBytesPerBatchPath?: string;
}

/** A number, or in JSONata an expression that gives one. */
type Amount = number | string;

/** A state of any type: which members it may have depends on that. */
export interface State {
  readonly Type: StateType;
  readonly QueryLanguage?: QueryLanguage;
  readonly Next?: string;
  readonly End?: boolean;
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
  readonly ResultPath?: string | null;
  readonly Parameters?: Json;
  readonly ResultSelector?: JsonObject;
  readonly Arguments?: Json;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Result?: Json;
  readonly Resource?: string;
  readonly TimeoutSeconds?: Amount;
  readonly TimeoutSecondsPath?: string;
  readonly HeartbeatSeconds?: Amount;
  readonly HeartbeatSecondsPath?: string;
  readonly Seconds?: Amount;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
  readonly Choices?: readonly ChoiceRule[];
  readonly Default?: string;
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
  readonly Branches?: readonly States[];
  readonly ItemProcessor?: ItemProcessor;
  readonly Iterator?: ItemProcessor;
  readonly ItemsPath?: string;
  readonly Items?: Json;
  readonly ItemSelector?: Json;
  readonly ItemReader?: S3Access;
  readonly ItemBatcher?: ItemBatcher;
  readonly ResultWriter?: S3Access;
  readonly MaxConcurrency?: Amount;
  readonly MaxConcurrencyPath?: string;
  readonly ToleratedFailureCount?: Amount;
  readonly ToleratedFailureCountPath?: string;
  readonly ToleratedFailurePercentage?: Amount;
  readonly ToleratedFailurePercentagePath?: string;
  readonly Label?: string;
}

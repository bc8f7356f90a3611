import type { OperationsOf } from "../protocol/operation";
import type { LogGroups } from "./machine-settings";
import type { Environment } from "./running/environment";
import type { Executions } from "./running/executions";
import type { Activities } from "./stores/activities";
import type { Machines } from "./stores/machines";

/** What the operations of Step Functions work on. */
export interface StatesContext {
  readonly machines: Machines;
  readonly activities: Activities;
  readonly executions: Executions;
  readonly environment: Environment;
  readonly logs: LogGroups;
}

/** Operations of Step Functions by AWS's names, typed by its SDK. */
export type StatesOperations = OperationsOf<typeof import("@aws-sdk/client-sfn"), StatesContext>;

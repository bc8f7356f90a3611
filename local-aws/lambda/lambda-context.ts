import type { ObjectStore } from "../s3/objects/object-store";
import type { EventSourceMappings } from "./event-sources/event-source-mappings";
import type { CodeLinks } from "./functions/code-links";
import type { CodeStore } from "./functions/code-store";
import type { FunctionStore } from "./functions/function-store";
import type { AsyncEvents } from "./invocations/async-events";
import type { Concurrency } from "./invocations/concurrency";
import type { Invoker } from "./invocations/invoker";
import type { LayerStore } from "./layers/layer-store";
import type { EnvironmentPool } from "./running/environment-pool";

/** What Lambda's operations work on. */
export interface LambdaContext {
  readonly functions: FunctionStore;
  readonly layers: LayerStore;
  readonly code: CodeStore;
  readonly links: CodeLinks;
  readonly pool: EnvironmentPool;
  readonly concurrency: Concurrency;
  readonly invoker: Invoker;
  readonly events: AsyncEvents;
  readonly mappings: EventSourceMappings;
  /** Where code in S3 is read from. */
  readonly objects: ObjectStore;
}

/** Removes zips that no function and no layer uses any more. */
export function sweepCode({ functions, layers, code }: LambdaContext): void {
  const ofFunctions = functions.all().flatMap(({ latest, published }) => [latest, ...published]);
  code.sweep(new Set([...ofFunctions.map(({ codeSha256 }) => codeSha256), ...layers.checksums()]));
}

import type { Rotations } from "./rotations";
import type { Secrets } from "./secrets";

/** What the operations work on. */
export interface SecretsContext {
  readonly secrets: Secrets;
  readonly rotations: Rotations;
}

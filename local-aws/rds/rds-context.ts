import type { ServiceCalls } from "../integration/service-calls";
import type { Instances } from "./instances";
import type { Snapshots } from "./snapshots";

/** What RDS's operations work on. */
export interface RdsContext {
  readonly instances: Instances;
  readonly snapshots: Snapshots;
  /** For the passwords that RDS manages in Secrets Manager. */
  readonly calls: ServiceCalls;
}

import type { Integration } from "../integration/integration";
import type { Schedules } from "./schedules";

/** What the operations of EventBridge Scheduler work on. */
export interface SchedulerContext {
  readonly accountId: string;
  readonly schedules: Schedules;
  readonly integration: Integration;
}

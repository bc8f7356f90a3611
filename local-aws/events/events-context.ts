import type { Integration } from "../integration/integration";
import type { EventBuses } from "./event-buses";
import type { EventRouter } from "./event-router";
import type { Rules } from "./rules";

/** What the operations of EventBridge work on. */
export interface EventsContext {
  readonly accountId: string;
  readonly buses: EventBuses;
  readonly rules: Rules;
  readonly router: EventRouter;
  readonly integration: Integration;
}

import type { DeleteEventBusRequest } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import { validation } from "../errors";
import { defaultBus } from "../event-buses";
import type { EventsContext } from "../events-context";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteEventBus.html */
export function deleteEventBus({ buses, rules }: EventsContext, { Name }: Checked<DeleteEventBusRequest>): void {
  if (Name === defaultBus) {
    throw validation("Cannot delete event bus default.");
  }
  if (rules.of(Name).length > 0) {
    throw validation("Event bus can't be deleted since it has rules.");
  }
  buses.delete(Name);
}

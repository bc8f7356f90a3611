import type { UpdateEventBusRequest, UpdateEventBusResponse } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { defaultBus } from "../event-buses";
import type { EventsContext } from "../events-context";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_UpdateEventBus.html */
export function updateEventBus(
  { buses }: EventsContext,
  { Name = defaultBus, Description }: Checked<UpdateEventBusRequest>,
  { region }: RequestContext,
): UpdateEventBusResponse {
  const bus = buses.get(Name, region);
  const description = Description ?? bus.description;
  buses.write({ ...bus, modified: Date.now(), ...(description !== undefined && { description }) });
  return { Arn: bus.arn, Name, Description: description };
}

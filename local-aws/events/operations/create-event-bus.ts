import type { CreateEventBusRequest, CreateEventBusResponse } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { limitExceeded, validation } from "../errors";
import { defaultBus } from "../event-buses";
import type { EventsContext } from "../events-context";

const mostBuses = 100;

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */
export function createEventBus(
  { buses }: EventsContext,
  { Name, Description, Tags = [] }: Checked<CreateEventBusRequest>,
  { region }: RequestContext,
): CreateEventBusResponse {
  if (Name === defaultBus || buses.has(Name)) {
    throw new AwsError("ResourceAlreadyExistsException", `Event bus ${Name} already exists.`);
  }
  if (Name.includes("/")) {
    throw validation("Event bus name must not contain '/'.");
  }
  if (buses.all(region).length >= mostBuses) {
    throw limitExceeded();
  }
  const bus = { ...buses.newBus(Name, region), ...(Description !== undefined && { description: Description }) };
  buses.write({ ...bus, tags: Tags });
  return { EventBusArn: bus.arn, Description };
}

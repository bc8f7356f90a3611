import type { DescribeEventBusRequest, DescribeEventBusResponse } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import type { EventsContext } from "../events-context";
import { busName } from "../resource-names";
import { describedBus } from "./list-event-buses";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventBus.html */
export function describeEventBus(
  { buses }: EventsContext,
  { Name }: Checked<DescribeEventBusRequest>,
  { region }: RequestContext,
): DescribeEventBusResponse {
  return describedBus(buses.get(busName(Name), region));
}

import type {
  EventBus as DescribedBus,
  ListEventBusesRequest,
  ListEventBusesResponse,
} from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import { pageOf } from "../../protocol/page-of";
import type { RequestContext } from "../../protocol/service";
import { validation } from "../errors";
import type { EventBus } from "../event-buses";
import type { EventsContext } from "../events-context";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListEventBuses.html */
export function listEventBuses(
  { buses }: EventsContext,
  input: Checked<ListEventBusesRequest>,
  { region }: RequestContext,
): ListEventBusesResponse {
  const { NamePrefix = "" } = input;
  const found = buses.all(region).filter(({ name }) => name.startsWith(NamePrefix));
  const { items, NextToken } = pageOf(
    found,
    ({ name }) => name,
    { token: input.NextToken, limit: input.Limit },
    validation,
  );
  return { EventBuses: items.map(describedBus), NextToken };
}

/** A bus as AWS shows it. */
export function describedBus({ name, arn, description, policy, created, modified }: EventBus): DescribedBus {
  return {
    Name: name,
    Arn: arn,
    Description: description,
    Policy: policy,
    CreationTime: new Date(created),
    LastModifiedTime: new Date(modified),
  };
}

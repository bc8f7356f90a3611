import type { DisableRuleRequest } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import type { EventsContext } from "../events-context";
import { busName } from "../resource-names";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DisableRule.html */
export function disableRule(
  { buses, rules }: EventsContext,
  { Name, EventBusName }: Checked<DisableRuleRequest>,
  { region }: RequestContext,
): void {
  const bus = busName(EventBusName);
  buses.get(bus, region);
  rules.write({ ...rules.get(bus, Name), state: "DISABLED" });
}

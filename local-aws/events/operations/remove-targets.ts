import type { RemoveTargetsRequest, RemoveTargetsResponse } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import type { EventsContext } from "../events-context";
import { busName } from "../resource-names";

/**
 * `Force` is for rules that AWS services made, of which there are none.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemoveTargets.html
 */
export function removeTargets(
  { buses, rules }: EventsContext,
  { Rule, EventBusName, Ids, Force: _Force }: Checked<RemoveTargetsRequest>,
  { region }: RequestContext,
): RemoveTargetsResponse {
  const bus = busName(EventBusName);
  buses.get(bus, region);
  const rule = rules.get(bus, Rule);
  rules.write({ ...rule, targets: rule.targets.filter(({ Id }) => !Ids.includes(Id)) });
  return { FailedEntryCount: 0, FailedEntries: [] };
}

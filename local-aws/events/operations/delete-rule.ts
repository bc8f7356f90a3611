import type { DeleteRuleRequest } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { validation } from "../errors";
import type { EventsContext } from "../events-context";
import { busName } from "../resource-names";

/**
 * `Force` is for rules that AWS services made, of which there are none.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html
 */
export function deleteRule(
  { buses, rules }: EventsContext,
  { Name, EventBusName, Force: _Force }: Checked<DeleteRuleRequest>,
  { region }: RequestContext,
): void {
  const bus = busName(EventBusName);
  buses.get(bus, region);
  if ((rules.find(bus, Name)?.targets.length ?? 0) > 0) {
    throw validation("Rule can't be deleted since it has targets.");
  }
  rules.delete(bus, Name);
}

import type { ListTargetsByRuleRequest, ListTargetsByRuleResponse } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import { pageOf } from "../../protocol/page-of";
import type { RequestContext } from "../../protocol/service";
import { validation } from "../errors";
import type { EventsContext } from "../events-context";
import { busName } from "../resource-names";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTargetsByRule.html */
export function listTargetsByRule(
  { buses, rules }: EventsContext,
  input: Checked<ListTargetsByRuleRequest>,
  { region }: RequestContext,
): ListTargetsByRuleResponse {
  const bus = busName(input.EventBusName);
  buses.get(bus, region);
  const sorted = rules.get(bus, input.Rule).targets.toSorted((a, b) => (a.Id < b.Id ? -1 : 1));
  const { items, NextToken } = pageOf(
    sorted,
    ({ Id }) => Id,
    { token: input.NextToken, limit: input.Limit },
    validation,
  );
  return { Targets: items, NextToken };
}

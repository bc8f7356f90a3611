import type { ListRuleNamesByTargetRequest, ListRuleNamesByTargetResponse } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import { pageOf } from "../../protocol/page-of";
import type { RequestContext } from "../../protocol/service";
import { validation } from "../errors";
import type { EventsContext } from "../events-context";
import { busName } from "../resource-names";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRuleNamesByTarget.html */
export function listRuleNamesByTarget(
  { buses, rules }: EventsContext,
  input: Checked<ListRuleNamesByTargetRequest>,
  { region }: RequestContext,
): ListRuleNamesByTargetResponse {
  const bus = busName(input.EventBusName);
  buses.get(bus, region);
  const found = rules.of(bus).filter(({ targets }) => targets.some(({ Arn }) => Arn === input.TargetArn));
  const names = found.map(({ name }) => name);
  const { items, NextToken } = pageOf(
    names,
    (name) => name,
    { token: input.NextToken, limit: input.Limit },
    validation,
  );
  return { RuleNames: items, NextToken };
}

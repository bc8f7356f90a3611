import type { DescribeRuleRequest, DescribeRuleResponse } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import type { EventsContext } from "../events-context";
import { busName } from "../resource-names";
import { describedRule } from "./list-rules";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html */
export function describeRule(
  { accountId, buses, rules }: EventsContext,
  { Name, EventBusName }: Checked<DescribeRuleRequest>,
  { region }: RequestContext,
): DescribeRuleResponse {
  const bus = busName(EventBusName);
  buses.get(bus, region);
  return { ...describedRule(rules.get(bus, Name)), CreatedBy: accountId };
}

import type { Rule as DescribedRule, ListRulesRequest, ListRulesResponse } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import { pageOf } from "../../protocol/page-of";
import type { RequestContext } from "../../protocol/service";
import { validation } from "../errors";
import type { EventsContext } from "../events-context";
import { busName } from "../resource-names";
import type { Rule } from "../rules";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html */
export function listRules(
  { buses, rules }: EventsContext,
  input: Checked<ListRulesRequest>,
  { region }: RequestContext,
): ListRulesResponse {
  const { NamePrefix = "" } = input;
  const bus = busName(input.EventBusName);
  buses.get(bus, region);
  const found = rules.of(bus).filter(({ name }) => name.startsWith(NamePrefix));
  const { items, NextToken } = pageOf(
    found,
    ({ name }) => name,
    { token: input.NextToken, limit: input.Limit },
    validation,
  );
  return { Rules: items.map(describedRule), NextToken };
}

/** A rule as AWS shows it. */
export function describedRule(rule: Rule): DescribedRule {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventPattern: rule.pattern,
    ScheduleExpression: rule.schedule,
    State: rule.state,
    Description: rule.description,
    RoleArn: rule.roleArn,
    EventBusName: rule.bus,
  };
}

import type { PutRuleRequest, PutRuleResponse } from "@aws-sdk/client-eventbridge";
import { EventPattern } from "../../integration/event-pattern/event-pattern";
import { PatternError } from "../../integration/event-pattern/pattern-error";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { parseSchedule } from "../../schedule/schedule";
import { ScheduleProblem } from "../../schedule/schedule-problem";
import { limitExceeded, validation } from "../errors";
import { defaultBus } from "../event-buses";
import type { EventsContext } from "../events-context";
import { busName, ruleArn } from "../resource-names";

const mostRules = 300;

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export function putRule(
  { accountId, buses, rules }: EventsContext,
  input: Checked<PutRuleRequest>,
  { region }: RequestContext,
): PutRuleResponse {
  const { Name: name, EventPattern: pattern, ScheduleExpression: schedule, Description, RoleArn, Tags } = input;
  const { State: state = "ENABLED" } = input;
  const bus = busName(input.EventBusName);
  if (state === "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS") {
    throw validation(`The embedded AWS does not support the rule state ${state}: it has no CloudTrail.`);
  }
  if (!pattern && !schedule) {
    throw validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
  }
  buses.get(bus, region);
  if (schedule && bus !== defaultBus) {
    throw validation("ScheduleExpression is supported only on the default event bus.");
  }
  if (pattern) {
    readPattern(pattern);
  }
  if (schedule) {
    checkSchedule(schedule);
  }
  const before = rules.find(bus, name);
  if (before === undefined && rules.of(bus).length >= mostRules) {
    throw limitExceeded();
  }
  const arn = before?.arn ?? ruleArn(region, accountId, bus, name);
  rules.write({
    ...{ name, bus, arn, state },
    since: before !== undefined && before.schedule === schedule ? before.since : Date.now(),
    ...(pattern && { pattern }),
    ...(schedule && { schedule }),
    ...(Description !== undefined && { description: Description }),
    ...(RoleArn !== undefined && { roleArn: RoleArn }),
    tags: before?.tags ?? Tags ?? [],
    targets: before?.targets ?? [],
  });
  return { RuleArn: arn };
}

/** @throws AwsError InvalidEventPatternException */
export function readPattern(text: string): EventPattern {
  try {
    return EventPattern.parse(text);
  } catch (error) {
    throw error instanceof PatternError
      ? new AwsError("InvalidEventPatternException", `Event pattern is not valid. Reason: ${error.message}`)
      : error;
  }
}

function checkSchedule(text: string): void {
  try {
    parseSchedule(text, new Date());
  } catch (error) {
    throw error instanceof ScheduleProblem ? validation("Parameter ScheduleExpression is not valid.") : error;
  }
}

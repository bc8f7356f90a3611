import type { PutTargetsRequest, PutTargetsResponse } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { limitExceeded } from "../errors";
import type { EventsContext } from "../events-context";
import { busName } from "../resource-names";
import { checkTarget } from "../targets/check-target";

const mostTargets = 5;

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html */
export function putTargets(
  { buses, rules, integration }: EventsContext,
  { Rule, EventBusName, Targets }: Checked<PutTargetsRequest>,
  { region }: RequestContext,
): PutTargetsResponse {
  const bus = busName(EventBusName);
  buses.get(bus, region);
  const rule = rules.get(bus, Rule);
  for (const target of Targets) {
    checkTarget(target, integration);
  }
  const byId = new Map([...rule.targets, ...Targets].map((target) => [target.Id, target]));
  if (byId.size > mostTargets) {
    throw limitExceeded();
  }
  rules.write({ ...rule, targets: [...byId.values()] });
  return { FailedEntryCount: 0, FailedEntries: [] };
}

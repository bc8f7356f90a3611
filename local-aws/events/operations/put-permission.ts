import type { PutPermissionRequest } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { validation } from "../errors";
import type { EventsContext } from "../events-context";
import { objectIn } from "../json-text";
import { checkedPolicy, statementsOf, withStatements } from "../policy";
import { busName } from "../resource-names";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html */
export function putPermission(
  { buses }: EventsContext,
  { EventBusName, Policy, Action, Principal, StatementId, Condition }: Checked<PutPermissionRequest>,
  { region }: RequestContext,
): void {
  const bus = buses.get(busName(EventBusName), region);
  if (Policy !== undefined) {
    if (objectIn(Policy)?.Statement === undefined) {
      throw validation("Parameter Policy is not valid. Reason: It must be a policy document in JSON.");
    }
    buses.write({ ...bus, modified: Date.now(), policy: checkedPolicy(Policy) });
    return;
  }
  if (Action === undefined || Principal === undefined || StatementId === undefined) {
    throw validation("Parameter(s) Action, Principal and StatementId must be specified where there is no Policy.");
  }
  const statement = {
    Sid: StatementId,
    Effect: "Allow",
    Principal: Principal === "*" ? "*" : { AWS: `arn:aws:iam::${Principal}:root` },
    Action,
    Resource: bus.arn,
    ...(Condition !== undefined && { Condition: { [Condition.Type]: { [Condition.Key]: Condition.Value } } }),
  };
  const others = statementsOf(bus).filter(({ Sid }) => Sid !== StatementId);
  buses.write(withStatements(bus, [...others, statement]));
}

import type { RemovePermissionRequest } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { validation } from "../errors";
import type { EventsContext } from "../events-context";
import { statementsOf, withStatements } from "../policy";
import { busName } from "../resource-names";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemovePermission.html */
export function removePermission(
  { buses }: EventsContext,
  { EventBusName, StatementId, RemoveAllPermissions }: Checked<RemovePermissionRequest>,
  { region }: RequestContext,
): void {
  const bus = buses.get(busName(EventBusName), region);
  if (RemoveAllPermissions) {
    buses.write(withStatements(bus, []));
    return;
  }
  if (StatementId === undefined) {
    throw validation("Parameter StatementId must be specified.");
  }
  const statements = statementsOf(bus);
  const left = statements.filter(({ Sid }) => Sid !== StatementId);
  if (statements.length === 0) {
    throw new AwsError("ResourceNotFoundException", "EventBus does not have a policy.");
  }
  if (left.length === statements.length) {
    throw new AwsError("ResourceNotFoundException", "Statement with the provided id does not exist.");
  }
  buses.write(withStatements(bus, left));
}

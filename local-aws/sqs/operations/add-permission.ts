import type { AddPermissionCommandInput } from "@aws-sdk/client-sqs";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import { invalidValue } from "../errors";
import type { QueueStore } from "../queue-store";
import { policyOf, setPolicy } from "../requests/permissions";

export function addPermission(
  store: QueueStore,
  { QueueUrl, Label, AWSAccountIds, Actions }: Checked<AddPermissionCommandInput>,
): void {
  const queue = store.byUrl(QueueUrl);
  const policy = policyOf(queue.record);
  if (policy.Statement.some(({ Sid }) => Sid === Label)) {
    throw invalidValue(Label, "Label", "Already exists.");
  }
  if (Actions.length > 7) {
    throw new AwsError("OverLimit", `${Actions.length} Actions were found, maximum allowed is 7.`, 403);
  }
  const [account, ...accounts] = AWSAccountIds.map((id) => `arn:aws:iam::${id}:root`);
  const [action, ...actions] = Actions.map((name) => `SQS:${name}`);
  const statement = {
    Sid: Label,
    Effect: "Allow",
    Principal: { AWS: accounts.length > 0 ? [account, ...accounts] : account },
    Action: actions.length > 0 ? [action, ...actions] : action,
    Resource: queue.record.arn,
  };
  setPolicy(store, queue, { ...policy, Statement: [...policy.Statement, statement] });
}

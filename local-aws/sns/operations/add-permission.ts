import type { AddPermissionCommandInput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import { checkArn, invalidParameter } from "../errors";
import type { TopicStore } from "../topic-store";
import { policyOf, withPolicy } from "../topics/policy";

export function addPermission(
  store: TopicStore,
  { TopicArn, Label, AWSAccountId, ActionName }: Checked<AddPermissionCommandInput>,
): void {
  checkArn(TopicArn, "TopicArn");
  const topic = store.get(TopicArn);
  const policy = policyOf(topic);
  if (policy.Statement.some(({ Sid }) => Sid === Label)) {
    throw invalidParameter("Statement already exists");
  }
  const accounts = AWSAccountId.map((id) => `arn:aws:iam::${id}:root`);
  const actions = ActionName.map((name) => `SNS:${name}`);
  const statement = {
    Sid: Label,
    Effect: "Allow",
    Principal: { AWS: accounts.length === 1 ? accounts[0] : accounts },
    Action: actions.length === 1 ? actions[0] : actions,
    Resource: TopicArn,
  };
  store.put(withPolicy(topic, { ...policy, Statement: [...policy.Statement, statement] }));
}

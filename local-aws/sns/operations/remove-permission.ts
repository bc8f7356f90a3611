import type { RemovePermissionCommandInput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import { checkArn } from "../errors";
import type { TopicStore } from "../topic-store";
import { policyOf, withPolicy } from "../topics/policy";

export function removePermission(store: TopicStore, { TopicArn, Label }: Checked<RemovePermissionCommandInput>): void {
  checkArn(TopicArn, "TopicArn");
  const topic = store.get(TopicArn);
  const policy = policyOf(topic);
  store.put(withPolicy(topic, { ...policy, Statement: policy.Statement.filter(({ Sid }) => Sid !== Label) }));
}

import type { RemovePermissionCommandInput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import { invalidValue } from "../errors";
import type { QueueStore } from "../queue-store";
import { policyOf, setPolicy } from "../requests/permissions";

export function removePermission(store: QueueStore, { QueueUrl, Label }: Checked<RemovePermissionCommandInput>): void {
  const queue = store.byUrl(QueueUrl);
  const policy = policyOf(queue.record);
  const Statement = policy.Statement.filter(({ Sid }) => Sid !== Label);
  if (Statement.length === policy.Statement.length) {
    throw invalidValue(Label, "Label", "can't find label.");
  }
  setPolicy(store, queue, { ...policy, Statement });
}

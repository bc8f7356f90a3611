import type { GetQueueAttributesCommandInput, GetQueueAttributesCommandOutput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import { shownAttributes } from "../queue/queue-attributes";
import type { QueueStore } from "../queue-store";

export function getQueueAttributes(
  store: QueueStore,
  { QueueUrl, AttributeNames = [] }: Checked<GetQueueAttributesCommandInput>,
): Omit<GetQueueAttributesCommandOutput, "$metadata"> {
  const queue = store.byUrl(QueueUrl);
  const Attributes = shownAttributes(queue.record, queue.count(), AttributeNames);
  return Object.keys(Attributes).length === 0 ? {} : { Attributes };
}

import type { SetQueueAttributesCommandInput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import { invalidAttribute } from "../errors";
import { withAttributes } from "../queue/queue-attributes";
import type { QueueStore } from "../queue-store";

export function setQueueAttributes(
  store: QueueStore,
  { QueueUrl, Attributes }: Checked<SetQueueAttributesCommandInput>,
): void {
  const queue = store.byUrl(QueueUrl);
  const given = Object.fromEntries(Object.entries(Attributes).map(([name, value]) => [name, String(value)]));
  if (given.FifoQueue !== undefined && given.FifoQueue !== String(queue.isFifo)) {
    throw invalidAttribute("FifoQueue");
  }
  const { record } = queue;
  const exists = (arn: string): boolean => store.acceptsDeadLetters(arn, record);
  store.change(queue, { attributes: withAttributes(record, given, exists) });
}

import type { Delivery, Target } from "../integration/targets";
import { noQueue } from "./errors";
import type { QueueStore } from "./queue-store";
import { contentOf } from "./requests/sending";

/** Queues as other services deliver to them. */
export function queueTarget(store: QueueStore): Target {
  return {
    async deliver(delivery: Delivery): Promise<void> {
      const queue = store.byArn(delivery.arn);
      if (queue === undefined) {
        throw noQueue();
      }
      const content = contentOf(
        queue,
        {
          MessageBody: delivery.body,
          MessageAttributes: delivery.attributes,
          MessageGroupId: delivery.messageGroupId,
          MessageDeduplicationId: delivery.messageDeduplicationId,
        },
        delivery.from.principal,
      );
      queue.send([content]);
      store.measureSent(queue, [content]);
    },
  };
}

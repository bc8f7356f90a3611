import type { Delivery, Target } from "../integration/targets";
import { checkPublishing } from "./publishing/message";
import { sendToWeb, type WebRequest } from "./publishing/web-delivery";
import type { TopicStore } from "./topic-store";

const partsOfTopic = 6;

/** Topics as other services deliver to them; the web servers of subscriptions, to which only SNS itself does. */
export function topicTarget(store: TopicStore): Target {
  return {
    async deliver({
      arn,
      body,
      subject,
      attributes = {},
      messageGroupId,
      messageDeduplicationId,
    }: Delivery): Promise<void> {
      if (arn.split(":").length > partsOfTopic) {
        const request = JSON.parse(body) as WebRequest;
        if (request.type !== "Notification" || store.findSubscription(arn) !== undefined) {
          await sendToWeb(request);
        }
        return;
      }
      const topic = store.get(arn);
      const MessageAttributes = Object.fromEntries(
        Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
          name,
          BinaryValue === undefined
            ? { DataType, StringValue }
            : { DataType, BinaryValue: Buffer.from(BinaryValue, "base64") },
        ]),
      );
      const ids = { MessageGroupId: messageGroupId, MessageDeduplicationId: messageDeduplicationId };
      const publishing = { Message: body, Subject: subject, MessageAttributes, ...ids };
      checkPublishing(topic, publishing);
      await store.publish(topic, publishing);
    },
  };
}

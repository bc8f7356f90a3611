import type { SetTopicAttributesCommandInput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import { checkArn, invalidParameter } from "../errors";
import type { TopicStore } from "../topic-store";
import { withAttributes } from "../topics/topic-attributes";

export function setTopicAttributes(
  store: TopicStore,
  { TopicArn, AttributeName, AttributeValue = "" }: Checked<SetTopicAttributesCommandInput>,
): void {
  checkArn(TopicArn, "TopicArn");
  const topic = store.get(TopicArn);
  if (AttributeName === "FifoTopic") {
    throw invalidParameter("AttributeName");
  }
  store.put({ ...topic, attributes: withAttributes(topic, { [AttributeName]: AttributeValue }) });
}

import type { PublishCommandInput, PublishCommandOutput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import { checkArn, invalidParameter } from "../errors";
import { checkPublishing } from "../publishing/message";
import type { TopicStore } from "../topic-store";

export async function publish(
  store: TopicStore,
  { TopicArn, TargetArn, ...publishing }: Checked<PublishCommandInput>,
): Promise<Omit<PublishCommandOutput, "$metadata">> {
  const arn = TopicArn ?? TargetArn;
  if (arn === undefined) {
    throw invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
  }
  checkArn(arn, TopicArn === undefined ? "TargetArn" : "TopicArn");
  const topic = store.get(arn);
  checkPublishing(topic, publishing);
  const { id, sequenceNumber } = await store.publish(topic, publishing);
  return { MessageId: id, SequenceNumber: sequenceNumber };
}

import type { DeleteTopicCommandInput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import { checkArn } from "../errors";
import type { TopicStore } from "../topic-store";

export function deleteTopic(store: TopicStore, { TopicArn }: Checked<DeleteTopicCommandInput>): void {
  checkArn(TopicArn, "TopicArn");
  const topic = store.find(TopicArn);
  if (topic !== undefined) {
    store.delete(topic);
  }
}

import type { Tag } from "@aws-sdk/client-sns";
import { AwsError } from "../../protocol/aws-error";
import { invalidParameter } from "../errors";
import type { TopicStore } from "../topic-store";
import type { Topic } from "./topic";

const most = 50;

/** @throws AwsError Where a topic may not have these tags. */
export function checkTags(tags: readonly Tag[]): void {
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    throw invalidParameter("Duplicated keys are not allowed.");
  }
  if (tags.length > most) {
    throw new AwsError("TagLimitExceededException", "Could not complete request: tag quota of per resource exceeded");
  }
}

/** @throws AwsError Where there is no topic of that ARN. */
export function taggedTopic(store: TopicStore, arn: string): Topic {
  const topic = store.find(arn);
  if (topic === undefined) {
    throw new AwsError("ResourceNotFoundException", "Resource does not exist", 404);
  }
  return topic;
}

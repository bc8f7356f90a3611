import type { CreateTopicCommandInput, CreateTopicCommandOutput } from "@aws-sdk/client-sns";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { invalidParameter } from "../errors";
import type { TopicStore } from "../topic-store";
import { checkTags } from "../topics/tags";
import { checkName, shownAttributes, withAttributes } from "../topics/topic-attributes";

export function createTopic(
  store: TopicStore,
  { Name: name, Attributes = {}, Tags = [] }: Checked<CreateTopicCommandInput>,
  request: RequestContext,
): Omit<CreateTopicCommandOutput, "$metadata"> {
  checkName(name, Attributes.FifoTopic === "true");
  const arn = `arn:aws:sns:${request.region}:${request.accountId}:${name}`;
  const attributes = withAttributes({ name, attributes: {} }, Attributes);
  checkTags(Tags);
  const there = store.byName(name);
  if (there === undefined) {
    store.put({ name, arn, attributes, tags: Tags, deleted: 0 });
    return { TopicArn: arn };
  }
  const shown = shownAttributes(there, { confirmed: 0, pending: 0 });
  if (Object.entries(Attributes).some(([key, value]) => shown[key] !== value)) {
    throw invalidParameter("Attributes Reason: Topic already exists with different attributes");
  }
  if (Tags.some(({ Key, Value }) => !there.tags.some((tag) => tag.Key === Key && tag.Value === Value))) {
    throw invalidParameter("Tags Reason: Topic already exists with different tags");
  }
  return { TopicArn: there.arn };
}

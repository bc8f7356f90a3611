import type { IncomingMessage } from "node:http";
import { modelledService } from "../protocol/modelled-service";
import type { OperationsOf } from "../protocol/operation";
import type { Service } from "../protocol/service";
import { awsQuery } from "../protocol/wire/aws-query";
import { invalidParameter } from "./errors";
import { addPermission } from "./operations/add-permission";
import { confirmSubscription } from "./operations/confirm-subscription";
import { createTopic } from "./operations/create-topic";
import { deleteTopic } from "./operations/delete-topic";
import { getSubscriptionAttributes } from "./operations/get-subscription-attributes";
import { getTopicAttributes } from "./operations/get-topic-attributes";
import { listSubscriptions } from "./operations/list-subscriptions";
import { listSubscriptionsByTopic } from "./operations/list-subscriptions-by-topic";
import { listTagsForResource } from "./operations/list-tags-for-resource";
import { listTopics } from "./operations/list-topics";
import { publish } from "./operations/publish";
import { publishBatch } from "./operations/publish-batch";
import { removePermission } from "./operations/remove-permission";
import { setSubscriptionAttributes } from "./operations/set-subscription-attributes";
import { setTopicAttributes } from "./operations/set-topic-attributes";
import { subscribe } from "./operations/subscribe";
import { tagResource } from "./operations/tag-resource";
import { unsubscribe } from "./operations/unsubscribe";
import { untagResource } from "./operations/untag-resource";
import type { TopicStore } from "./topic-store";

const operations = {
  AddPermission: addPermission,
  ConfirmSubscription: confirmSubscription,
  CreateTopic: createTopic,
  DeleteTopic: deleteTopic,
  GetSubscriptionAttributes: getSubscriptionAttributes,
  GetTopicAttributes: getTopicAttributes,
  ListSubscriptions: listSubscriptions,
  ListSubscriptionsByTopic: listSubscriptionsByTopic,
  ListTagsForResource: listTagsForResource,
  ListTopics: listTopics,
  Publish: publish,
  PublishBatch: publishBatch,
  RemovePermission: removePermission,
  SetSubscriptionAttributes: setSubscriptionAttributes,
  SetTopicAttributes: setTopicAttributes,
  Subscribe: subscribe,
  TagResource: tagResource,
  Unsubscribe: unsubscribe,
  UntagResource: untagResource,
} satisfies OperationsOf<typeof import("@aws-sdk/client-sns"), TopicStore>;

/**
 * Amazon SNS over the topics of a store.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Operations.html
 */
export function snsService(store: TopicStore): Service {
  const service = modelledService({
    name: "sns",
    protocols: [awsQuery({ namespace: "http://sns.amazonaws.com/doc/2010-03-31/" })],
    context: store,
    operations,
    refuse: invalidParameter,
    internalError: "InternalErrorException",
    showsValues: false,
    refused: {
      CreateTopic: ["DataProtectionPolicy"],
      Publish: ["PhoneNumber"],
    },
    kept: ["AddPermission", "RemovePermission"],
    load: () => store.load(),
    reset: async () => store.reset(),
    close: async () => {},
  });
  return {
    ...service,
    isLink,
    handle: (request, response, context) =>
      service.handle(request, response, isLink(request) ? { ...context, verifier: undefined, isLink: true } : context),
  };
}

/** Whether it is one of the links that messages have, which a person opens without credentials. */
function isLink({ method, url = "", headers }: IncomingMessage): boolean {
  return (
    method === "GET" &&
    headers.authorization === undefined &&
    /^\/\?Action=(ConfirmSubscription&TopicArn|Unsubscribe&SubscriptionArn)=/.test(url)
  );
}

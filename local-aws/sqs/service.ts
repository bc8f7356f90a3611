import { modelledService } from "../protocol/modelled-service";
import type { OperationsOf } from "../protocol/operation";
import type { Service } from "../protocol/service";
import { awsJson } from "../protocol/wire/aws-json";
import { awsQuery } from "../protocol/wire/aws-query";
import { invalidParameter } from "./errors";
import { addPermission } from "./operations/add-permission";
import { cancelMessageMoveTask } from "./operations/cancel-message-move-task";
import { changeMessageVisibility } from "./operations/change-message-visibility";
import { changeMessageVisibilityBatch } from "./operations/change-message-visibility-batch";
import { createQueue } from "./operations/create-queue";
import { deleteMessage } from "./operations/delete-message";
import { deleteMessageBatch } from "./operations/delete-message-batch";
import { deleteQueue } from "./operations/delete-queue";
import { getQueueAttributes } from "./operations/get-queue-attributes";
import { getQueueUrl } from "./operations/get-queue-url";
import { listDeadLetterSourceQueues } from "./operations/list-dead-letter-source-queues";
import { listMessageMoveTasks } from "./operations/list-message-move-tasks";
import { listQueueTags } from "./operations/list-queue-tags";
import { listQueues } from "./operations/list-queues";
import { purgeQueue } from "./operations/purge-queue";
import { receiveMessage } from "./operations/receive-message";
import { removePermission } from "./operations/remove-permission";
import { sendMessage } from "./operations/send-message";
import { sendMessageBatch } from "./operations/send-message-batch";
import { setQueueAttributes } from "./operations/set-queue-attributes";
import { startMessageMoveTask } from "./operations/start-message-move-task";
import { tagQueue } from "./operations/tag-queue";
import { untagQueue } from "./operations/untag-queue";
import type { QueueStore } from "./queue-store";

const operations = {
  AddPermission: addPermission,
  CancelMessageMoveTask: cancelMessageMoveTask,
  ChangeMessageVisibility: changeMessageVisibility,
  ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
  CreateQueue: createQueue,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  DeleteQueue: deleteQueue,
  GetQueueAttributes: getQueueAttributes,
  GetQueueUrl: getQueueUrl,
  ListDeadLetterSourceQueues: listDeadLetterSourceQueues,
  ListMessageMoveTasks: listMessageMoveTasks,
  ListQueueTags: listQueueTags,
  ListQueues: listQueues,
  PurgeQueue: purgeQueue,
  ReceiveMessage: receiveMessage,
  RemovePermission: removePermission,
  SendMessage: sendMessage,
  SendMessageBatch: sendMessageBatch,
  SetQueueAttributes: setQueueAttributes,
  StartMessageMoveTask: startMessageMoveTask,
  TagQueue: tagQueue,
  UntagQueue: untagQueue,
} satisfies OperationsOf<typeof import("@aws-sdk/client-sqs"), QueueStore>;

/**
 * Amazon SQS over the queues of a store.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html
 */
export function sqsService(store: QueueStore): Service {
  return modelledService({
    name: "sqs",
    protocols: [
      awsQuery({ namespace: "http://queue.amazonaws.com/doc/2012-11-05/", urlMember: "QueueUrl" }),
      awsJson("AmazonSQS"),
    ],
    context: store,
    operations,
    refuse: invalidParameter,
    internalError: "InternalFailure",
    showsValues: false,
    refused: {},
    kept: ["AddPermission", "RemovePermission"],
    load: () => store.load(),
    reset: async () => store.reset(),
    close: async () => store.close(),
  });
}

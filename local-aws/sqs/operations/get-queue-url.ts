import type { GetQueueUrlCommandInput, GetQueueUrlCommandOutput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { noQueue } from "../errors";
import type { QueueStore } from "../queue-store";

export function getQueueUrl(
  store: QueueStore,
  { QueueName, QueueOwnerAWSAccountId }: Checked<GetQueueUrlCommandInput>,
  request: RequestContext,
): Omit<GetQueueUrlCommandOutput, "$metadata"> {
  if (QueueOwnerAWSAccountId !== undefined && QueueOwnerAWSAccountId !== request.accountId) {
    throw noQueue();
  }
  return { QueueUrl: store.urlOf(store.byName(QueueName).record) };
}

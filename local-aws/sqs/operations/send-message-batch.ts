import type { SendMessageBatchCommandInput, SendMessageBatchCommandOutput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import type { Sent } from "../messages/message-log";
import type { QueueStore } from "../queue-store";
import { checkBatch, checkBatchSize, eachEntry } from "../requests/batch";
import { contentOf, delayOf, senderOf, sentAnswer } from "../requests/sending";

export function sendMessageBatch(
  store: QueueStore,
  { QueueUrl, Entries }: Checked<SendMessageBatchCommandInput>,
  request: RequestContext,
): Omit<SendMessageBatchCommandOutput, "$metadata"> {
  const queue = store.byUrl(QueueUrl);
  checkBatch(Entries, "SendMessageBatchRequestEntry");
  checkBatchSize(Entries);
  const { done, Failed } = eachEntry(Entries, (entry) => ({
    Id: entry.Id,
    content: contentOf(queue, entry, senderOf(request)),
    delay: delayOf(entry),
  }));
  const sent = queue.send(
    done.map(({ content }) => content),
    done.map(({ delay }) => delay),
  );
  store.measureSent(
    queue,
    done.map(({ content }) => content),
  );
  const Successful = done.map(({ Id, content }, index) => ({ Id, ...sentAnswer(queue, content, sent[index] as Sent) }));
  return { Successful, Failed };
}

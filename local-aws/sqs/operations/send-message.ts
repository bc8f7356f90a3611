import type { SendMessageCommandInput, SendMessageCommandOutput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import type { Sent } from "../messages/message-log";
import type { QueueStore } from "../queue-store";
import { contentOf, delayOf, senderOf, sentAnswer } from "../requests/sending";

export function sendMessage(
  store: QueueStore,
  input: Checked<SendMessageCommandInput>,
  request: RequestContext,
): Omit<SendMessageCommandOutput, "$metadata"> {
  const queue = store.byUrl(input.QueueUrl);
  const content = contentOf(queue, input, senderOf(request));
  const [sent] = queue.send([content], [delayOf(input)]);
  store.measureSent(queue, [content]);
  return sentAnswer(queue, content, sent as Sent);
}

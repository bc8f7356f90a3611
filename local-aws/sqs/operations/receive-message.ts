import type {
  Message,
  MessageAttributeValue,
  ReceiveMessageCommandInput,
  ReceiveMessageCommandOutput,
} from "@aws-sdk/client-sqs";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { invalidValue } from "../errors";
import type { Attribute } from "../messages/message";
import type { Received } from "../queue/receiving";
import type { QueueStore } from "../queue-store";
import { askedAttributes, md5, md5OfAttributes } from "../requests/message-attributes";
import { sequenceNumber } from "../requests/sending";
import { visibilityTimeout } from "../requests/visibility-timeout";

export async function receiveMessage(
  store: QueueStore,
  input: Checked<ReceiveMessageCommandInput>,
  request: RequestContext,
): Promise<Omit<ReceiveMessageCommandOutput, "$metadata">> {
  const queue = store.byUrl(input.QueueUrl);
  const { MaxNumberOfMessages: most = 1, WaitTimeSeconds: wait, VisibilityTimeout } = input;
  if (most < 1 || most > 10) {
    throw invalidValue(most, "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
  }
  if (wait !== undefined && (wait < 0 || wait > 20)) {
    throw invalidValue(wait, "WaitTimeSeconds", "Must be >= 0 and <= 20, if provided.");
  }
  if (VisibilityTimeout !== undefined) {
    visibilityTimeout(VisibilityTimeout);
  }
  if (!queue.isFifo && queue.isFull) {
    throw new AwsError("OverLimit", "Too many messages are in flight: 120,000 are the most.", 403);
  }
  const received = await queue.receive({
    most,
    wait,
    visibilityTimeout: VisibilityTimeout,
    attemptId: input.ReceiveRequestAttemptId,
    onGone: request.onGone,
  });
  store.measure(
    queue,
    received.length > 0 ? "NumberOfMessagesReceived" : "NumberOfEmptyReceives",
    received.length || 1,
  );
  return received.length === 0 ? {} : { Messages: received.map((one) => shown(one, input, queue.isFifo)) };
}

function shown({ message, handle }: Received, input: Checked<ReceiveMessageCommandInput>, fifo: boolean): Message {
  const { body, id } = message;
  const names = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
  const Attributes = systemAttributes(message, names, fifo);
  const MessageAttributes = askedAttributes(message.attributes, input.MessageAttributeNames ?? []);
  return {
    MessageId: id,
    ReceiptHandle: handle,
    MD5OfBody: md5(body),
    Body: body,
    ...(Attributes && { Attributes }),
    ...(MessageAttributes && {
      MD5OfMessageAttributes: md5OfAttributes(MessageAttributes),
      MessageAttributes: Object.fromEntries(
        Object.entries(MessageAttributes).map(([name, one]) => [name, withBytes(one)]),
      ),
    }),
  };
}

function withBytes({ DataType, StringValue, BinaryValue }: Attribute): MessageAttributeValue {
  return BinaryValue === undefined
    ? { DataType, StringValue }
    : { DataType, BinaryValue: Buffer.from(BinaryValue, "base64") };
}

function systemAttributes(
  message: Received["message"],
  asked: readonly string[],
  fifo: boolean,
): Message["Attributes"] | undefined {
  const { senderId, sentAt, receives, firstReceived, groupId, deduplicationId, order, deadLetter, traceHeader } =
    message;
  const all: Readonly<Record<string, string | undefined>> = {
    SenderId: senderId,
    SentTimestamp: String(sentAt),
    ApproximateReceiveCount: String(receives),
    ApproximateFirstReceiveTimestamp: String(firstReceived),
    MessageGroupId: groupId,
    MessageDeduplicationId: deduplicationId,
    SequenceNumber: fifo ? sequenceNumber(order) : undefined,
    DeadLetterQueueSourceArn: deadLetter?.source,
    AWSTraceHeader: traceHeader?.StringValue,
  };
  const shown = Object.entries(all).filter(
    ([name, value]) => value !== undefined && (asked.includes("All") || asked.includes(name)),
  );
  return shown.length === 0 ? undefined : Object.fromEntries(shown);
}

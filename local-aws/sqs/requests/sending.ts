import { createHash } from "node:crypto";
import type { MessageAttributeValue } from "@aws-sdk/client-sqs";
import { AwsError } from "../../protocol/aws-error";
import type { RequestContext } from "../../protocol/service";
import { invalidParameter, invalidValue, missingParameter } from "../errors";
import type { Attribute, Content } from "../messages/message";
import type { Sent } from "../messages/message-log";
import type { Queue } from "../queue/queue";
import { maximumSize } from "../queue/queue-attributes";
import { isAllowed, md5, md5OfAttributes, readAttribute, readAttributes, sizeOf } from "./message-attributes";

/** What SendMessage, and each entry of SendMessageBatch, asks for. */
export interface Sending {
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttributeValue | Attribute>>;
  readonly MessageSystemAttributes?: Readonly<Record<string, MessageAttributeValue>>;
  readonly MessageDeduplicationId?: string;
  readonly MessageGroupId?: string;
}

/** How long it waits, in milliseconds; undefined where the queue says it. */
export const delayOf = ({ DelaySeconds }: Sending): number | undefined =>
  DelaySeconds === undefined ? undefined : 1000 * DelaySeconds;

/** Who sends where credentials say nothing: AWS gives the ID of the user. */
export const senderOf = ({ accountId }: Pick<RequestContext, "accountId">): string => accountId;

/**
 * A message as the queue keeps it.
 *
 * @throws AwsError Why it is not sent.
 */
export function contentOf(queue: Queue, sending: Sending, senderId: string): Content {
  const { MessageBody: body, MessageGroupId: groupId, DelaySeconds: delay } = sending;
  if (body === "") {
    throw missingParameter("MessageBody");
  }
  const attributes = readAttributes(sending.MessageAttributes);
  const most = maximumSize(queue.record);
  if (sizeOf(body, attributes) > most) {
    throw invalidParameter(`One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`);
  }
  if (!isAllowed(body)) {
    throw new AwsError(
      "InvalidMessageContents",
      "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF",
    );
  }
  if (delay !== undefined && (delay < 0 || delay > 900)) {
    throw invalidValue(delay, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
  }
  checkId(groupId, "MessageGroupId");
  checkId(sending.MessageDeduplicationId, "MessageDeduplicationId");
  const trace = sending.MessageSystemAttributes?.AWSTraceHeader;
  return {
    body,
    attributes,
    traceHeader: trace && readAttribute("AWSTraceHeader", trace),
    senderId,
    groupId,
    deduplicationId: queue.isFifo ? fifoDeduplication(queue, sending) : notOfStandard(sending),
  };
}

/** What SendMessage answers. */
export function sentAnswer(queue: Queue, content: Content, { id, order }: Pick<Sent, "id" | "order">) {
  return {
    MessageId: id,
    MD5OfMessageBody: md5(content.body),
    MD5OfMessageAttributes: md5OfAttributes(content.attributes),
    MD5OfMessageSystemAttributes: md5OfAttributes(content.traceHeader && { AWSTraceHeader: content.traceHeader }),
    SequenceNumber: queue.isFifo ? sequenceNumber(order) : undefined,
  };
}

/** Twenty digits, as AWS's. */
export const sequenceNumber = (order: number): string => `18${String(order).padStart(18, "0")}`;

function fifoDeduplication(queue: Queue, sending: Sending): string {
  const { MessageBody, MessageGroupId, MessageDeduplicationId, DelaySeconds } = sending;
  if (MessageGroupId === undefined) {
    throw missingParameter("MessageGroupId");
  }
  if (DelaySeconds) {
    throw invalidValue(
      DelaySeconds,
      "DelaySeconds",
      "The request include parameter that is not valid for this queue type.",
    );
  }
  if (MessageDeduplicationId !== undefined) {
    return MessageDeduplicationId;
  }
  if (queue.record.attributes.ContentBasedDeduplication !== "true") {
    throw invalidParameter(
      "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
  }
  return createHash("sha256").update(MessageBody).digest("hex");
}

function notOfStandard({ MessageDeduplicationId }: Sending): undefined {
  if (MessageDeduplicationId !== undefined) {
    throw invalidValue(
      MessageDeduplicationId,
      "MessageDeduplicationId",
      "The request include parameter that is not valid for this queue type.",
    );
  }
}

function checkId(id: string | undefined, parameter: string): void {
  if (id !== undefined && !/^[\w!"#$%&'()*+,\-./:;<=>?@[\\\]^`{|}~]{1,128}$/.test(id)) {
    throw invalidValue(
      id,
      parameter,
      `${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
    );
  }
}

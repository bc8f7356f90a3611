import type { MessageAttributeValue } from "@aws-sdk/client-sns";
import { AwsError } from "../../protocol/aws-error";
import { invalidParameter } from "../errors";
import { parseObject } from "../json-text";
import type { Protocol } from "../subscriptions/subscription";
import { isFifo, type Topic } from "../topics/topic";

/** What Publish, and each entry of PublishBatch, asks for. */
export interface Publishing {
  readonly Message: string;
  readonly Subject?: string;
  readonly MessageStructure?: string;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttributeValue>>;
  readonly MessageDeduplicationId?: string;
  readonly MessageGroupId?: string;
}

const mostBytes = 262_144;
const longestSubject = 100;

/** @throws AwsError Where SNS does not take it. */
export function checkPublishing(topic: Topic, publishing: Publishing): void {
  const { Message, Subject, MessageStructure, MessageAttributes = {} } = publishing;
  if (Message === "") {
    throw invalidParameter("Empty message");
  }
  if (sizeOf(publishing) > mostBytes) {
    throw invalidParameter("Message too long");
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (Subject !== undefined && (Subject === "" || Subject.length > longestSubject || /[\x00-\x1f\x7f]/.test(Subject))) {
    throw invalidParameter("Subject");
  }
  if (MessageStructure !== undefined) {
    checkStructure(MessageStructure, Message);
  }
  for (const [name, value] of Object.entries(MessageAttributes)) {
    checkAttribute(name, value);
  }
  checkIds(topic, publishing);
}

/** In bytes, with the attributes. */
export function sizeOf({ Message, MessageAttributes = {} }: Publishing): number {
  return Object.entries(MessageAttributes).reduce(
    (sum, [name, { DataType = "", StringValue = "", BinaryValue = [] }]) =>
      sum + [name, DataType, StringValue].reduce((all, text) => all + Buffer.byteLength(text), BinaryValue.length),
    Buffer.byteLength(Message),
  );
}

/** The text for the subscriptions of a protocol. */
export function messageFor(protocol: Protocol, { Message, MessageStructure }: Publishing): string {
  if (MessageStructure !== "json") {
    return Message;
  }
  const texts = parseObject(Message) ?? {};
  return String(texts[protocol] ?? texts.default);
}

function checkStructure(structure: string, message: string): void {
  if (structure !== "json") {
    throw invalidParameter("MessageStructure");
  }
  const texts = parseObject(message);
  if (texts === undefined) {
    throw invalidParameter("Message Structure - JSON message body failed to parse");
  }
  if (typeof texts.default !== "string") {
    throw invalidParameter("Message Structure - No default entry in JSON message body");
  }
}

function checkAttribute(name: string, { DataType = "", StringValue, BinaryValue }: MessageAttributeValue): void {
  const refuse = (message: string): AwsError => new AwsError("InvalidParameterValueException", message);
  if (!/^[\w.-]{1,256}$/.test(name) || /^\.|\.$|\.\.|^aws\.|^amazon\./i.test(name)) {
    throw refuse(
      `The message attribute name '${name}' is not taken: letters, digits, _, - and . are, up to 256, and it must not begin like a reserved prefix.`,
    );
  }
  const type = /^(String|Number|Binary)(\.[\w.-]+)?$/.exec(DataType)?.[1];
  if (type === undefined) {
    throw refuse(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  if (type === "Binary" ? !BinaryValue?.length : !StringValue) {
    throw refuse(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${DataType}'.`,
    );
  }
  if (type === "Number" && !Number.isFinite(Number(StringValue))) {
    throw refuse(`Could not cast message attribute '${name}' value to number.`);
  }
}

function checkIds(topic: Topic, { MessageGroupId: group, MessageDeduplicationId: id }: Publishing): void {
  for (const [name, value] of Object.entries({ MessageGroupId: group, MessageDeduplicationId: id })) {
    if (value !== undefined && !/^[!-~]{1,128}$/.test(value)) {
      throw invalidParameter(`${name} Reason: ${name} can only include alphanumeric and punctuation characters`);
    }
  }
  if (!isFifo(topic)) {
    if (id !== undefined) {
      throw invalidParameter(
        "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
      );
    }
    return;
  }
  if (group === undefined) {
    throw invalidParameter("The MessageGroupId parameter is required for FIFO topics");
  }
  if (id === undefined && topic.attributes.ContentBasedDeduplication !== "true") {
    throw invalidParameter(
      "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
  }
}

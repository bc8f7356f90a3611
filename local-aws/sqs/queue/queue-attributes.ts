import type { QueueAttributeName } from "@aws-sdk/client-sqs";
import { AwsError } from "../../protocol/aws-error";
import { invalidAttribute, invalidParameter, invalidValue, unknownAttribute } from "../errors";
import { isFifo, type QueueRecord } from "./queue-record";

type Check = (value: string) => boolean;

const between =
  (least: number, most: number): Check =>
  (value) =>
    /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most;
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value);
const isObject: Check = (value) => {
  const parsed = parse(value);
  return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
};

/** What can be set, and which values it takes; an empty text takes the setting away, where it is allowed. */
const checks: Readonly<Record<string, { readonly check: Check; readonly empty?: boolean; readonly fifo?: boolean }>> = {
  DelaySeconds: { check: between(0, 900) },
  MaximumMessageSize: { check: between(1_024, 1_048_576) },
  MessageRetentionPeriod: { check: between(60, 1_209_600) },
  ReceiveMessageWaitTimeSeconds: { check: between(0, 20) },
  VisibilityTimeout: { check: between(0, 43_200) },
  Policy: { check: isObject, empty: true },
  RedrivePolicy: { check: isObject, empty: true },
  RedriveAllowPolicy: { check: isObject, empty: true },
  KmsMasterKeyId: { check: () => true, empty: true },
  KmsDataKeyReusePeriodSeconds: { check: between(60, 86_400) },
  SqsManagedSseEnabled: { check: oneOf("true", "false") },
  FifoQueue: { check: oneOf("true", "false"), fifo: true },
  ContentBasedDeduplication: { check: oneOf("true", "false"), fifo: true },
  DeduplicationScope: { check: oneOf("messageGroup", "queue"), fifo: true },
  FifoThroughputLimit: { check: oneOf("perQueue", "perMessageGroupId"), fifo: true },
};

/** What a queue has where nothing else is set. */
const defaults: Readonly<Record<string, string>> = {
  VisibilityTimeout: "30",
  MaximumMessageSize: "1048576",
  MessageRetentionPeriod: "345600",
  DelaySeconds: "0",
  ReceiveMessageWaitTimeSeconds: "0",
  SqsManagedSseEnabled: "true",
};
const fifoDefaults: Readonly<Record<string, string>> = {
  FifoQueue: "true",
  ContentBasedDeduplication: "false",
  DeduplicationScope: "queue",
  FifoThroughputLimit: "perQueue",
};

/** In bytes. */
export function maximumSize({ attributes }: Pick<QueueRecord, "attributes">): number {
  return Number(attributes.MaximumMessageSize ?? defaults.MaximumMessageSize);
}

/**
 * The attributes of a queue after some are set.
 *
 * @param exists Whether a dead-letter queue that they name is there, and of the same kind.
 * @throws AwsError Where AWS does not take one.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export function withAttributes(
  queue: Pick<QueueRecord, "name" | "attributes">,
  given: Readonly<Record<string, string>>,
  exists: (arn: string) => boolean,
): Record<string, string> {
  const attributes: Record<string, string> = { ...queue.attributes };
  for (const [name, value] of Object.entries(given)) {
    const known = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (known === undefined || (known.fifo && !isFifo(queue))) {
      throw unknownAttribute(name);
    }
    if (value === "" && known.empty) {
      delete attributes[name];
      continue;
    }
    if (!known.check(value)) {
      throw invalidAttribute(name);
    }
    attributes[name] = value;
  }
  if (given.RedrivePolicy) {
    checkRedrivePolicy(given.RedrivePolicy, exists);
  }
  if (given.RedriveAllowPolicy) {
    checkRedriveAllowPolicy(given.RedriveAllowPolicy);
  }
  checkEncryption(given, attributes);
  if (attributes.FifoThroughputLimit === "perMessageGroupId" && attributes.DeduplicationScope !== "messageGroup") {
    throw invalidAttribute("FifoThroughputLimit");
  }
  return attributes;
}

/** All attributes of a queue that are asked for. @throws AwsError Where there is none of a name. */
export function shownAttributes(
  queue: QueueRecord,
  counts: Readonly<Record<"visible" | "inFlight" | "delayed", number>>,
  asked: readonly string[],
): Partial<Record<QueueAttributeName, string>> {
  const seconds = (time: number): string => String(Math.floor(time / 1000));
  const all: Readonly<Record<string, string | undefined>> = {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    CreatedTimestamp: seconds(queue.created),
    LastModifiedTimestamp: seconds(queue.modified),
    ...defaults,
    ...(queue.attributes.KmsMasterKeyId !== undefined && {
      SqsManagedSseEnabled: "false",
      KmsDataKeyReusePeriodSeconds: "300",
    }),
    ...(isFifo(queue) && fifoDefaults),
    ...queue.attributes,
  };
  const unknown = asked.find((name) => name !== "All" && !Object.hasOwn(checks, name) && !Object.hasOwn(all, name));
  if (unknown !== undefined) {
    throw unknownAttribute(unknown);
  }
  return Object.fromEntries(
    Object.entries(all).filter(
      ([name, value]) => value !== undefined && (asked.includes("All") || asked.includes(name)),
    ),
  );
}

/** @throws AwsError Where it is no name of a queue. */
export function checkName(name: string, fifo: boolean): void {
  const base = fifo ? name.replace(/\.fifo$/, "") : name;
  if (!/^[\w-]+$/.test(base) || name.length > 80 || fifo !== name.endsWith(".fifo")) {
    throw invalidParameter(
      fifo
        ? "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length."
        : "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
    );
  }
}

function checkRedrivePolicy(text: string, exists: (arn: string) => boolean): void {
  const refuse = (reason: string): AwsError => invalidValue(text, "RedrivePolicy", reason);
  const { deadLetterTargetArn, maxReceiveCount, ...others } = parse(text) as Record<string, unknown>;
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw refuse(`Unexpected key: ${other}.`);
  }
  if (deadLetterTargetArn === undefined || maxReceiveCount === undefined) {
    throw refuse(
      "Redrive policy does not contain mandatory attribute: " +
        (deadLetterTargetArn === undefined ? "deadLetterTargetArn." : "maxReceiveCount."),
    );
  }
  if (!between(1, 1_000)(String(maxReceiveCount))) {
    throw refuse("Invalid value for maxReceiveCount: must be between 1 and 1000 both inclusive.");
  }
  if (
    typeof deadLetterTargetArn !== "string" ||
    !/^arn:aws[\w-]*:sqs:[\w-]+:\d{12}:[\w.-]+$/.test(deadLetterTargetArn)
  ) {
    throw refuse("Invalid value for deadLetterTargetArn.");
  }
  if (!exists(deadLetterTargetArn)) {
    throw refuse("Dead letter target does not exist.");
  }
}

function checkRedriveAllowPolicy(text: string): void {
  const { redrivePermission, sourceQueueArns } = parse(text) as Record<string, unknown>;
  const isList = Array.isArray(sourceQueueArns) && sourceQueueArns.length > 0 && sourceQueueArns.length <= 10;
  if (
    !["allowAll", "denyAll", "byQueue"].includes(String(redrivePermission)) ||
    (redrivePermission === "byQueue") !== (sourceQueueArns !== undefined) ||
    (redrivePermission === "byQueue" && !isList)
  ) {
    throw invalidValue(text, "RedriveAllowPolicy", "Amazon SQS can't create the redrive allow policy.");
  }
}

function checkEncryption(given: Readonly<Record<string, string>>, attributes: Record<string, string>): void {
  if (given.KmsMasterKeyId && given.SqsManagedSseEnabled === "true") {
    throw new AwsError(
      "InvalidAttributeName",
      "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.",
    );
  }
  if (given.KmsMasterKeyId) {
    delete attributes.SqsManagedSseEnabled;
  } else if (given.SqsManagedSseEnabled === "true") {
    delete attributes.KmsMasterKeyId;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { MessageAttributeValue } from "@aws-sdk/client-sns";

/** A message as it was published, or a request to confirm a subscription. */
export interface Notice {
  readonly type: "Notification" | "SubscriptionConfirmation" | "UnsubscribeConfirmation";
  readonly id: string;
  readonly topicArn: string;
  readonly subject?: string;
  readonly message: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly attributes?: Readonly<Record<string, MessageAttributeValue>>;
  /** Of a FIFO topic. */
  readonly sequenceNumber?: string;
  /** Of a request to confirm. */
  readonly token?: string;
  readonly subscribeUrl?: string;
}

/** What proves that a notice is SNS's. */
export interface Proof {
  /** In base64. */
  readonly signature: string;
  readonly certificateUrl: string;
}

/**
 * A notice with its signature, by AWS's names and in AWS's order.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
export function envelope(
  notice: Notice,
  { signature, certificateUrl }: Proof,
  unsubscribeUrl?: string,
): Record<string, unknown> {
  const { type, id, token, topicArn, subject, message, subscribeUrl, timestamp, sequenceNumber, attributes } = notice;
  const members = {
    Type: type,
    MessageId: id,
    SequenceNumber: sequenceNumber,
    Token: token,
    TopicArn: topicArn,
    Subject: subject,
    Message: message,
    SubscribeURL: subscribeUrl,
    Timestamp: timestamp,
    SignatureVersion: "1",
    Signature: signature,
    SigningCertURL: certificateUrl,
    UnsubscribeURL: unsubscribeUrl,
    MessageAttributes: shownAttributes(attributes),
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** The attributes of a message within JSON: bytes are base64. */
export function shownAttributes(
  attributes: Notice["attributes"],
): Record<string, { Type: string; Value: string }> | undefined {
  const entries = Object.entries(attributes ?? {}).map(([name, { DataType = "", StringValue, BinaryValue }]) => {
    const Value = BinaryValue === undefined ? (StringValue ?? "") : Buffer.from(BinaryValue).toString("base64");
    return [name, { Type: DataType, Value }] as const;
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** JSON as SNS writes it: a member a line, blanks around each colon. */
export function envelopeText(members: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(members).map(([name, value]) => {
    const text =
      typeof value === "object" && value !== null
        ? `{\n${Object.entries(value)
            .map(([key, each]) => `    ${JSON.stringify(key)} : ${JSON.stringify(each)}`)
            .join(",\n")}\n  }`
        : JSON.stringify(value);
    return `  ${JSON.stringify(name)} : ${text}`;
  });
  return `{\n${lines.join(",\n")}\n}`;
}

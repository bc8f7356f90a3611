import { AwsError } from "../protocol/aws-error";
import type { Delivery } from "./targets";

/** What is to be delivered, and what happens where it cannot be. */
export interface OutboxMessage {
  readonly delivery: Delivery;
  /** How often to try again after the first time; 185 where it is not given. */
  readonly maximumRetryAttempts?: number;
  /** How long to go on trying; a day where it is not given. */
  readonly maximumEventAgeInSeconds?: number;
  /** The queue (or topic) that gets what could not be delivered. */
  readonly deadLetterArn?: string;
  /** What that gets, where it is not the delivery's body alone. */
  readonly deadLetterMessage?: {
    readonly body?: string;
    /** Attributes of the message, beside those that say why it is there. */
    readonly attributes?: Readonly<Record<string, string>>;
  };
  /** Whether this is what a dead-letter queue gets. */
  readonly isDeadLetter?: boolean;
}

/** Why a message was given up. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** Which limit was reached; `None` where another try would not have helped. */
  readonly exhausted: "MaximumRetryAttempts" | "MaximumEventAgeInSeconds" | "None";
}

const throttling = /Throttl|TooManyRequests|LimitExceeded|RequestLimit|ProvisionedThroughputExceeded|SlowDown/;

/** Whether what was refused may be taken a little later: after an error of the target itself, or a throttling. */
export function isWorthAnotherTry(error: unknown): boolean {
  return !(error instanceof AwsError) || error.status >= 500 || throttling.test(error.code);
}

/**
 * What a dead-letter queue gets.
 *
 * @param retries How often it was tried again.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export function toDeadLetter(message: OutboxMessage, failure: Failure, retries: number): OutboxMessage {
  const { delivery, deadLetterArn: arn = "", deadLetterMessage: { body = delivery.body, attributes } = {} } = message;
  const why = {
    ERROR_CODE: failure.code,
    ERROR_MESSAGE: failure.message,
    EXHAUSTED_RETRY_CONDITION: failure.exhausted,
    RETRY_ATTEMPTS: String(retries),
  };
  const all = attributes === undefined ? [] : Object.entries({ ...attributes, ...why });
  const { from, messageGroupId = from.arn, messageDeduplicationId } = delivery;
  return {
    isDeadLetter: true,
    delivery: {
      arn,
      body,
      from,
      ...(attributes === undefined ? { attributes: delivery.attributes } : { attributes: textAttributes(all) }),
      ...(arn.endsWith(".fifo") && { messageGroupId, messageDeduplicationId }),
    },
  };
}

/** Texts as attributes of a message; one that is empty is left out, as queues take none. */
function textAttributes(entries: readonly (readonly [string, string])[]): NonNullable<Delivery["attributes"]> {
  const full = entries.filter(([, text]) => text !== "");
  return Object.fromEntries(full.map(([name, text]) => [name, { DataType: "String", StringValue: text }]));
}

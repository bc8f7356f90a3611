/** An attribute of a message, its binary value in base64. */
export interface Attribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** What is sent. */
export interface Content {
  readonly body: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** The system attribute AWSTraceHeader. */
  readonly traceHeader?: Attribute;
  readonly senderId: string;
  /** Of a FIFO queue; of a standard queue, a hint to share it fairly that is kept. */
  readonly groupId?: string;
  /** Of a FIFO queue: within five minutes, the second message of the same key is none. */
  readonly deduplicationId?: string;
}

/** A message as it lies on disk when it is written; {@link Receipt} tells what has happened to it since. */
export interface StoredMessage extends Content, Receipt {
  /** In milliseconds since 1970. */
  readonly sentAt: number;
  /** Grows from message to message of a queue. */
  readonly order: number;
  /** Of a dead letter: the ARN of the queue that it was moved from, and how often it had been received there. */
  readonly deadLetter?: { readonly source: string; readonly receives: number };
}

/** What receiving does to a message. */
export interface Receipt {
  readonly id: string;
  /** In milliseconds since 1970: until then nobody receives it. */
  readonly visibleAt: number;
  /** How often it was received. */
  readonly receives: number;
  /** In milliseconds since 1970. */
  readonly firstReceived?: number;
}

/**
 * - `visible`: the next one who receives gets it.
 * - `delayed`: it was sent with a delay that is not over.
 * - `inFlight`: it was received, and its visibility timeout is not over.
 * - `gone`: deleted, moved or expired.
 */
export type State = "visible" | "delayed" | "inFlight" | "gone";

/** A message in memory. */
export interface Message extends Omit<StoredMessage, "visibleAt" | "receives" | "firstReceived"> {
  visibleAt: number;
  receives: number;
  firstReceived?: number;
  /** When the one who holds it received it, in milliseconds since 1970; not kept. */
  heldSince?: number;
  state: State;
}

/** The receipt of a message now. */
export function receiptOf({ id, visibleAt, receives, firstReceived }: Message): Receipt {
  return { id, visibleAt, receives, ...(firstReceived !== undefined && { firstReceived }) };
}

/** The message as it is to lie on disk now. */
export function storedOf({ state: _, heldSince: __, ...message }: Message): StoredMessage {
  return message;
}

import type { Message } from "../messages/message";

/** A message as somebody has received it. */
export interface Received {
  readonly message: Readonly<Message>;
  readonly handle: string;
}

export interface Receiving {
  readonly most: number;
  /** In seconds; the queue's where it is not given. */
  readonly visibilityTimeout?: number;
  /** In seconds; the queue's where it is not given. */
  readonly wait?: number;
  /** Of a FIFO queue: with the same one, the same messages are received again. */
  readonly attemptId?: string;
  /** Calls a listener when nobody waits for the answer any more. */
  readonly onGone?: (listener: () => void) => void;
}

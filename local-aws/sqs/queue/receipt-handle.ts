import { AwsError } from "../../protocol/aws-error";
import type { Message } from "../messages/message";
import type { QueueRecord } from "./queue-record";

/** Which receiving of which message of which queue it was: it is known again after a restart, too. */
export function handleOf({ id, receives }: Message, { instance }: QueueRecord): string {
  return Buffer.from(`${instance} ${id} ${receives}`).toString("base64");
}

/** @throws AwsError Where it is no handle of this queue. */
export function readHandle(
  handle: string,
  { instance }: QueueRecord,
): { readonly id: string; readonly receives: number } {
  const [queue, id, receives] = Buffer.from(handle, "base64").toString("utf8").split(" ");
  if (queue !== instance || id === undefined || !/^\d+$/.test(receives ?? "")) {
    throw new AwsError(
      "ReceiptHandleIsInvalid",
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
      404,
    );
  }
  return { id, receives: Number(receives) };
}

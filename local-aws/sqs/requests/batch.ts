import type { BatchResultErrorEntry } from "@aws-sdk/client-sqs";
import { AwsError } from "../../protocol/aws-error";
import { serviceModel } from "../../protocol/model/service-model";
import { namedError } from "../../protocol/wire/shown-error";
import { sizeOf } from "./message-attributes";
import type { Sending } from "./sending";

const mostEntries = 10;
const mostBytes = 1_048_576;

/** @throws AwsError Where the batch as a whole is not taken. */
export function checkBatch(entries: readonly { readonly Id: string }[], kind: string): void {
  if (entries.length === 0) {
    throw new AwsError("EmptyBatchRequest", `There should be at least one ${kind} in the request.`);
  }
  if (entries.length > mostEntries) {
    throw new AwsError(
      "TooManyEntriesInBatchRequest",
      `Maximum number of entries per request are ${mostEntries}. You have sent ${entries.length}.`,
    );
  }
  if (entries.some(({ Id }) => !/^[\w-]{1,80}$/.test(Id))) {
    throw new AwsError(
      "InvalidBatchEntryId",
      "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
    );
  }
  const repeated = entries.find(({ Id }, index) => entries.findIndex((other) => other.Id === Id) < index);
  if (repeated !== undefined) {
    throw new AwsError("BatchEntryIdsNotDistinct", `Id ${repeated.Id} repeated.`);
  }
}

/** @throws AwsError Where its messages together are too long. */
export function checkBatchSize(entries: readonly Sending[]): void {
  const size = entries.reduce(
    (sum, { MessageBody, MessageAttributes }) => sum + sizeOf(MessageBody, MessageAttributes),
    0,
  );
  if (size > mostBytes) {
    throw new AwsError(
      "BatchRequestTooLong",
      `Batch requests cannot be longer than ${mostBytes} bytes. You have sent ${size} bytes.`,
    );
  }
}

/** Does something for each entry: what is refused of one does not stop the others. */
export function eachEntry<Entry extends { readonly Id: string }, Done>(
  entries: readonly Entry[],
  work: (entry: Entry) => Done,
): { readonly done: Done[]; readonly Failed: BatchResultErrorEntry[] } {
  const done: Done[] = [];
  const Failed: BatchResultErrorEntry[] = [];
  for (const entry of entries) {
    try {
      done.push(work(entry));
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
      Failed.push({
        Id: entry.Id,
        Code: namedError(error, serviceModel("sqs")).code,
        Message: error.message,
        SenderFault: error.status < 500,
      });
    }
  }
  return { done, Failed };
}

import type { PutLogEventsRequest, PutLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import type { Checked } from "../../protocol/operation";
import { invalidParameter } from "../checks";
import type { LogStore } from "../log-store";

const day = 24 * 60 * 60 * 1000;
const maxBatchBytes = 1_048_576;

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
export function putLogEvents(logs: LogStore, input: Checked<PutLogEventsRequest>): PutLogEventsResponse {
  const events = input.logEvents;
  if (events.some((event, index) => index > 0 && event.timestamp < (events[index - 1]?.timestamp ?? 0))) {
    throw invalidParameter("Log events in a single PutLogEvents request must be in chronological order.");
  }
  if (events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + 26, 0) > maxBatchBytes) {
    throw invalidParameter("Upload too large: the batch exceeds the limit of 1048576 bytes.");
  }
  const now = Date.now();
  const tooOld = events.filter(({ timestamp }) => timestamp < now - 14 * day).length;
  const tooNew = events.findIndex(({ timestamp }) => timestamp > now + 2 * 60 * 60 * 1000);
  const taken = events.slice(tooOld, tooNew === -1 ? undefined : tooNew);
  logs.put(input.logGroupName, input.logStreamName, taken);
  const rejected = {
    ...(tooNew !== -1 && { tooNewLogEventStartIndex: tooNew }),
    ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
  };
  return {
    nextSequenceToken: String(now),
    rejectedLogEventsInfo: Object.keys(rejected).length > 0 ? rejected : undefined,
  };
}

import { GetLogEventsCommand, ResourceNotFoundException } from "@aws-sdk/client-cloudwatch-logs";
import { logsClient } from "../clients";

const groups = { output: "/aws-glue/jobs/output", error: "/aws-glue/jobs/error" } as const;

/**
 * The last lines that a job run wrote, oldest first. Calls `logs:GetLogEvents`.
 *
 * @param kind `output` is what the script printed, `error` is Spark's own log and the traceback.
 * @returns No lines where the run has written nothing (yet).
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
export async function jobLog(runId: string, kind: keyof typeof groups, lines = 20): Promise<string[]> {
  try {
    const { events = [] } = await logsClient().send(
      new GetLogEventsCommand({ logGroupName: groups[kind], logStreamName: runId, startFromHead: false, limit: 200 }),
    );
    const text = events.map(({ message = "" }) => message.replace(/\n$/, "")).join("\n");
    return text === "" ? [] : text.split("\n").slice(-lines);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) {
      return [];
    }
    throw error;
  }
}

import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";

/** What the state machine `retail-daily-batch` tells of a night. */
export interface Night {
  /** The first day, such as `2017-08-01`. */
  readonly from: string;
  /** The last day. */
  readonly to: string;
  /** The execution's name. */
  readonly execution: string;
  readonly seconds: number;
  /** Which part failed, such as `raw`; it and the next two are missing where all went well. */
  readonly failedAt?: string;
  readonly error?: string;
  /** Of a job that failed, Step Functions gives its whole run as JSON. */
  readonly cause?: string;
}

const sns = new SNSClient();

/** Mails how a night went to the topic that `TOPIC_ARN` names. @returns The mail's subject. */
export async function handler(night: Night): Promise<{ readonly subject: string }> {
  const days = night.from === night.to ? night.from : `${night.from} to ${night.to}`;
  const subject =
    night.failedAt === undefined ? `Retail batch ${days}: done` : `Retail batch ${days}: FAILED at ${night.failedAt}`;
  const lines =
    night.failedAt === undefined
      ? [`Raw, silver and gold of ${days} are there, after ${night.seconds} s.`]
      : [
          `The batch of ${days} stopped at ${night.failedAt} after ${night.seconds} s (${night.error}).`,
          reasonOf(night.cause ?? ""),
          `What the steps before it made is there. When the reason is gone, start the same day again: it is replaced, not added.`,
        ];
  const Message = [...lines, `Execution: ${night.execution}`].join("\n\n");
  await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC_ARN, Subject: subject, Message }));
  return { subject };
}

/** What a person wants to read of a cause: of a job's run its name and message. */
function reasonOf(cause: string): string {
  try {
    const { JobName, ErrorMessage } = JSON.parse(cause) as {
      readonly JobName?: string;
      readonly ErrorMessage?: string;
    };
    return JobName === undefined ? cause : `Job ${JobName}: ${ErrorMessage}`;
  } catch {
    return cause;
  }
}

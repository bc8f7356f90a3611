import { randomUUID } from "node:crypto";
import { GetJobRunsCommand, type JobRun } from "@aws-sdk/client-glue";
import { CreateTopicCommand, SNSClient, SubscribeCommand, UnsubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { type Lab, unless } from "../../engine/lab/lab";
import { kioskJobs, kioskNames, kioskSteps } from "./kiosk";
import type { Gold, Mail, Night, StepRun } from "./night";

/** Listens to the kiosk's topic by a queue of its own, as mail goes to people only. */
export class Mailbox {
  private constructor(
    private readonly sqs: SQSClient,
    private readonly sns: SNSClient,
    private readonly queue: string,
    private readonly subscription: string,
  ) {}

  static async open(): Promise<Mailbox> {
    const [sqs, sns] = [new SQSClient(), new SNSClient()];
    const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: kioskNames.topic }));
    const statement = {
      ...{ Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:SendMessage", Resource: "*" },
      Condition: { ArnEquals: { "aws:SourceArn": TopicArn } },
    };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const name = `kiosk-check-${randomUUID()}`;
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { Policy } }));
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }));
    const { SubscriptionArn = "" } = await sns.send(
      new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: Attributes?.QueueArn, ReturnSubscriptionArn: true }),
    );
    return new Mailbox(sqs, sns, QueueUrl, SubscriptionArn);
  }

  /** What has come. @param seconds How long it waits for the first one. */
  async read(seconds: number): Promise<Mail[]> {
    const mails: Mail[] = [];
    for (;;) {
      const WaitTimeSeconds = mails.length === 0 ? seconds : 0;
      const { Messages = [] } = await this.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: this.queue, MaxNumberOfMessages: 10, WaitTimeSeconds }),
      );
      if (Messages.length === 0) {
        return mails;
      }
      mails.push(
        ...Messages.map(({ Body = "{}" }) => {
          const { Subject = "", Message = "" } = JSON.parse(Body) as {
            readonly Subject?: string;
            readonly Message?: string;
          };
          return { subject: Subject, text: Message };
        }),
      );
    }
  }

  async close(): Promise<void> {
    await this.sns.send(new UnsubscribeCommand({ SubscriptionArn: this.subscription }));
    await this.sqs.send(new DeleteQueueCommand({ QueueUrl: this.queue }));
  }
}

type Seen = Pick<Night, "runs" | "otherDays" | "gold">;

/** What the jobs did since a time, for a day and for others, and the day's gold. */
export async function seenSince(lab: Lab, day: string, since: number): Promise<Seen> {
  const runs: StepRun[] = [];
  const otherDays: string[] = [];
  for (const step of kioskSteps) {
    const { JobRuns = [] } = await lab.glue
      .send(new GetJobRunsCommand({ JobName: kioskJobs[step] }))
      .catch(unless("EntityNotFoundException", { JobRuns: [] as JobRun[] }));
    for (const { Arguments, JobRunState: state = "", StartedOn, CompletedOn } of JobRuns) {
      const [from, to] = [StartedOn?.getTime() ?? 0, CompletedOn?.getTime() ?? Date.now()];
      const asked = Arguments?.["--day"] ?? "no day";
      if (from >= since && asked === day) {
        runs.push({ step, state, from, to });
      } else if (from >= since) {
        otherDays.push(asked);
      }
    }
  }
  const text = await lab.text(`kiosk/gold/dt=${day}/day.json`);
  return {
    runs: runs.sort((a, b) => a.from - b.from),
    otherDays,
    gold: text === undefined ? undefined : (JSON.parse(text) as Gold),
  };
}

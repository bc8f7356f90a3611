import { randomUUID } from "node:crypto";
import type { Message } from "@aws-sdk/client-sqs";
import type { Members, ServiceCalls } from "../../integration/service-calls";

/** A queue may be asked for so many messages at once, or told of so many. */
export const mostAtOnce = 10;

/** A queue of SQS, by its ARN, as event source mappings use it. */
export class QueueClient {
  private readonly region: string;
  private readonly accountId: string;
  private readonly name: string;
  private url: string | undefined;

  constructor(
    private readonly calls: ServiceCalls,
    readonly arn: string,
  ) {
    const [, , , region = "", accountId = "", name = ""] = arn.split(":");
    this.region = region;
    this.accountId = accountId;
    this.name = name;
  }

  get isFifo(): boolean {
    return this.name.endsWith(".fifo");
  }

  /** In seconds. @throws AwsError Where there is no such queue. */
  async visibilityTimeout(): Promise<number> {
    const input = { QueueUrl: await this.queueUrl(), AttributeNames: ["VisibilityTimeout"] };
    const { Attributes } = await this.call("GetQueueAttributes", input);
    return Number((Attributes as Record<string, string>).VisibilityTimeout);
  }

  /** @param waitSeconds How long to wait for one. */
  async receive(most: number, waitSeconds: number): Promise<Message[]> {
    const { Messages = [] } = await this.call("ReceiveMessage", {
      QueueUrl: await this.queueUrl(),
      MaxNumberOfMessages: Math.min(most, mostAtOnce),
      WaitTimeSeconds: waitSeconds,
      AttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    });
    return Messages as Message[];
  }

  async delete(messages: readonly Message[]): Promise<void> {
    const QueueUrl = await this.queueUrl();
    for (let at = 0; at < messages.length; at += mostAtOnce) {
      const Entries = messages
        .slice(at, at + mostAtOnce)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await this.call("DeleteMessageBatch", { QueueUrl, Entries });
    }
  }

  private async queueUrl(): Promise<string> {
    this.url ??= String((await this.call("GetQueueUrl", { QueueName: this.name })).QueueUrl);
    return this.url;
  }

  private call(operation: string, input: Members): Promise<Members> {
    const { region, accountId } = this;
    return this.calls.call("sqs", operation, input, { requestId: randomUUID(), region, accountId });
  }
}

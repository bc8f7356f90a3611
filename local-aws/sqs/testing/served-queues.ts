import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  type SendMessageCommandOutput,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { Integration } from "../../integration/integration";
import type { MetricValue } from "../../integration/service-metrics";
import { clientOptions } from "../../testing/client-options";
import { emptyAfter, onAws, Target } from "../../testing/target/target";
import { QueueStore } from "../queue-store";
import { sqsService } from "../service";

const region = "eu-central-1";

/** On AWS a queue has many servers, of which a short poll asks some. */
const patient = onAws ? { WaitTimeSeconds: emptyAfter } : {};

/** Queues behind a server of their own, with a clock that only a test moves; or those of an account. */
export class ServedQueues {
  private readonly target = new Target();
  readonly dataDir = this.target.dataDir;
  readonly metrics: MetricValue[] = [];
  store!: QueueStore;
  client!: SQSClient;
  url!: string;
  /** In milliseconds since 1970. */
  now = onAws ? Date.now() : Date.UTC(2025, 6, 12);
  private server: Server | undefined;

  async start(): Promise<this> {
    if (onAws) {
      this.client = this.target.client(SQSClient);
      return this;
    }
    const integration = new Integration(this.dataDir);
    integration.metrics.listen((value) => this.metrics.push(value));
    const server = createServer((request, response) => {
      const onGone = (listener: () => void) => void response.once("close", listener);
      const context = { requestId: "id", region, accountId: this.target.accountId, onGone };
      void service.handle(request, response, context);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.store = new QueueStore({
      ...{ dataDir: this.dataDir, endpoint: this.url, accountId: this.target.accountId },
      ...{ integration, clock: () => this.now },
    });
    const service = sqsService(this.store);
    this.client = new SQSClient(clientOptions(this.url));
    return this;
  }

  /** Begins anew over the same folder, as after the end of the process. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** What a queue is called that is made under a name. */
  name(name: string): string {
    return this.target.name(name);
  }

  arn(name: string): string {
    const of = this.target.arn("sqs", this.name(name));
    return onAws ? of : of.replace(this.target.region, region);
  }

  /** @returns The URL. */
  async queue(name: string, Attributes?: Record<string, string>): Promise<string> {
    const QueueName = this.name(name);
    const { QueueUrl } = await this.client.send(new CreateQueueCommand({ QueueName, Attributes }));
    return QueueUrl ?? "";
  }

  send(QueueUrl: string, MessageBody: string, more: object = {}): Promise<SendMessageCommandOutput> {
    return this.client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
  }

  async receive(QueueUrl: string, more: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> {
    const input = {
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ["All" as const],
      ...patient,
      ...more,
    };
    return (await this.client.send(new ReceiveMessageCommand(input))).Messages ?? [];
  }

  async remove(QueueUrl: string, message: Message | undefined): Promise<void> {
    await this.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  }

  async attributes(QueueUrl: string): Promise<Record<string, string>> {
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] });
    return (await this.client.send(asked)).Attributes ?? {};
  }

  /** The error that a command gets: its name in the SDK, and its message. */
  async refusal(command: object): Promise<string> {
    const error = await this.client.send(command as never).then(
      () => assert.fail("it was taken"),
      (refused: Error) => refused,
    );
    return `${error.name}: ${error.message}`;
  }

  async end(): Promise<void> {
    await this.stop();
    await this.target.end();
  }

  private async stop(): Promise<void> {
    this.client.destroy();
    if (this.server !== undefined) {
      this.store.close();
      this.server.closeAllConnections();
      await new Promise((resolve) => this.server?.close(resolve));
    }
  }
}

export const bodies = (messages: readonly Message[]): string[] => messages.map(({ Body = "" }) => Body);

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
import { QueueStore } from "../queue-store";
import { sqsService } from "../service";

/** Queues behind a server of their own, with a clock that only a test moves. */
export class ServedQueues {
  readonly dataDir = mkdtempSync(join(tmpdir(), "sqs-test-"));
  readonly metrics: MetricValue[] = [];
  store!: QueueStore;
  client!: SQSClient;
  url!: string;
  /** In milliseconds since 1970. */
  now = Date.UTC(2025, 6, 12);
  private server!: Server;

  async start(): Promise<this> {
    const integration = new Integration(this.dataDir);
    integration.metrics.listen((value) => this.metrics.push(value));
    this.server = createServer((request, response) => {
      const onGone = (listener: () => void) => void response.once("close", listener);
      const context = { requestId: "id", region: "eu-central-1", accountId: "000000000000", onGone };
      void service.handle(request, response, context);
    });
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    this.store = new QueueStore({
      ...{ dataDir: this.dataDir, endpoint: this.url, accountId: "000000000000" },
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

  /** @returns The URL. */
  async queue(QueueName: string, Attributes?: Record<string, string>): Promise<string> {
    const { QueueUrl } = await this.client.send(new CreateQueueCommand({ QueueName, Attributes }));
    return QueueUrl ?? "";
  }

  send(QueueUrl: string, MessageBody: string, more: object = {}): Promise<SendMessageCommandOutput> {
    return this.client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
  }

  async receive(QueueUrl: string, more: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> {
    const input = { QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["All" as const], ...more };
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
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async stop(): Promise<void> {
    this.store.close();
    this.client.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export const bodies = (messages: readonly Message[]): string[] => messages.map(({ Body = "" }) => Body);

import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { Integration } from "../../integration/integration";
import type { MetricValue } from "../../integration/service-metrics";
import type { Delivery } from "../../integration/targets";
import { LogStore } from "../../logs/log-store";
import { ObjectStore } from "../../s3/objects/object-store";
import { QueueStore } from "../../sqs/queue-store";
import { sqsService } from "../../sqs/service";
import { clientOptions } from "../../testing/client-options";
import { type LambdaOptions, lambdaService } from "../service";
import { type Answer, Functions } from "./functions";

const accountId = "000000000000";

/** Lambda alone behind a server of its own, with what other services would deliver to kept in lists. */
export class LambdaServer {
  readonly integration: Integration;
  readonly objects: ObjectStore;
  readonly logs: LogStore;
  readonly metrics: MetricValue[] = [];
  /** What was delivered, by the target's ARN. */
  readonly delivered = new Map<string, Delivery[]>();
  readonly service: ReturnType<typeof lambdaService>;
  private readonly queues: QueueStore;
  private clientOfAll: LambdaClient | undefined;

  private constructor(
    readonly dataDir: string,
    private readonly server: Server,
    options: Partial<LambdaOptions>,
  ) {
    this.integration = new Integration(dataDir);
    this.objects = new ObjectStore(dataDir);
    this.logs = new LogStore(dataDir);
    this.integration.metrics.listen((value) => this.metrics.push(value));
    this.queues = new QueueStore({ dataDir, endpoint: this.url, accountId, integration: this.integration });
    for (const service of ["sqs", "sns", "events"]) {
      this.integration.targets.add(service, {
        deliver: async (delivery) => {
          this.delivered.set(delivery.arn, [...(this.delivered.get(delivery.arn) ?? []), delivery]);
        },
      });
    }
    const { integration, objects, logs, url: endpoint } = this;
    this.service = lambdaService({
      ...{ dataDir, endpoint, accountId, objects, logs, integration },
      ...options,
    });
    this.integration.calls.add(this.service, sqsService(this.queues));
    this.server.on("request", (request, response) => {
      this.service
        .handle(request, response, { requestId: randomUUID(), region: "us-east-1", accountId })
        .catch(() => response.destroy());
    });
  }

  /** @param dataDir A temporary one where none is given; it stays when the server is stopped, and is gone when it is closed. */
  static async start(
    options: Partial<LambdaOptions> = {},
    dataDir = mkdtempSync(join(tmpdir(), "lambda-test-")),
  ): Promise<LambdaServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const started = new LambdaServer(dataDir, server, options);
    await started.service.load?.();
    return started;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get client(): LambdaClient {
    this.clientOfAll ??= new LambdaClient({ ...clientOptions(this.url), maxAttempts: 1 });
    return this.clientOfAll;
  }

  create(...args: Parameters<Functions["create"]>): Promise<void> {
    return new Functions(this.client).create(...args);
  }

  invoke(...args: Parameters<Functions["invoke"]>): Promise<Answer> {
    return new Functions(this.client).invoke(...args);
  }

  /** Ends the service; the data folder stays. */
  async stop(): Promise<void> {
    await this.service.close();
    this.queues.close();
    this.integration.outbox.close();
    this.clientOfAll?.destroy();
    this.server.close();
    this.server.closeAllConnections();
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

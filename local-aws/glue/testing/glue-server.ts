import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Crawler, GetCrawlerCommand, GlueClient, StartCrawlerCommand } from "@aws-sdk/client-glue";
import { Integration } from "../../integration/integration";
import type { ServiceCalls } from "../../integration/service-calls";
import { LogStore } from "../../logs/log-store";
import { ObjectStore } from "../../s3/objects/object-store";
import { clientOptions } from "../../testing/client-options";
import { glueService } from "../service";

export interface GlueServer {
  readonly endpoint: string;
  readonly glue: GlueClient;
  readonly logs: LogStore;
  readonly dataDir: string;
  /** Where a test puts other services that Glue calls. */
  readonly calls: ServiceCalls;
  /** Writes an object as a plain file. */
  put(bucket: string, key: string, body: string | Buffer): void;
  /** Starts a crawler and waits for its end. */
  crawl(name: string): Promise<Crawler>;
  /** Ends the service and starts a new one on the same data folder. */
  restart(): Promise<void>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Glue alone behind a server of its own, without Trino, for the tests of this room.
 *
 * @param dataDir A temporary one where none is given; it is gone when the server is closed.
 */
export async function startGlueServer(dataDir = mkdtempSync(join(tmpdir(), "glue-"))): Promise<GlueServer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const logs = new LogStore(dataDir);
  let integration: Integration;
  const start = () => {
    integration = new Integration(dataDir);
    return glueService({
      dataDir,
      endpoint,
      accountId: "000000000000",
      objects: new ObjectStore(dataDir),
      logs,
      integration,
    });
  };
  let service = start();
  server.on("request", (request, response) => {
    service.handle(request, response, {
      requestId: randomUUID(),
      region: "us-east-1",
      accountId: "000000000000",
    });
  });
  const glue = new GlueClient({
    ...clientOptions(endpoint),
    maxAttempts: 1,
  });
  return {
    endpoint,
    glue,
    logs,
    dataDir,
    get calls() {
      return integration.calls;
    },
    put(bucket, key, body) {
      const path = join(dataDir, "s3", bucket, key);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, body);
    },
    async crawl(name) {
      await glue.send(new StartCrawlerCommand({ Name: name }));
      for (;;) {
        const { Crawler: crawler = {} } = await glue.send(new GetCrawlerCommand({ Name: name }));
        if (crawler.State === "READY") {
          return crawler;
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async restart() {
      await service.close();
      service = start();
    },
    async reset() {
      await service.reset();
    },
    async close() {
      await service.close();
      glue.destroy();
      server.close();
      server.closeAllConnections();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

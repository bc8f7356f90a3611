import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { athenaService } from "./athena/service";
import { lockDataFolder } from "./data-folder";
import { TrinoEngine } from "./engines/trino";
import { glueService } from "./glue/service";
import { LogStore } from "./logs/log-store";
import { logsService } from "./logs/service";
import { refusalOf } from "./protocol/browser-guard";
import { findScope } from "./protocol/router";
import type { Service } from "./protocol/service";
import { ObjectStore } from "./s3/object-store";
import { s3Service } from "./s3/service";
import { stsService } from "./sts/service";

export interface LocalAwsOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Where everything is kept; made where it is missing. */
  readonly dataDir: string;
}

export interface LocalAws {
  /** What to set `AWS_ENDPOINT_URL` to. */
  readonly url: string;
  /** Ends the server and every process that it started. */
  close(): Promise<void>;
}

/** The account that the embedded AWS says it is: twelve digits that AWS gives to nobody. */
export const accountId = "000000000000";

/**
 * Starts the embedded AWS: S3, Glue, Athena, CloudWatch Logs and STS on one port.
 * It answers as soon as this returns; Trino goes on starting in the background.
 *
 * @throws Where the port is taken, or another process uses the data folder.
 */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const lock = lockDataFolder(options.dataDir);
  const server = createServer({
    keepAliveTimeout: 60_000,
    // A big upload over a slow line takes longer than Node's five minutes.
    requestTimeout: 0,
  });
  try {
    await listen(server, options);
  } catch (error) {
    lock.release();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const url = `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${port}`;

  const objects = new ObjectStore(options.dataDir);
  const logs = new LogStore(options.dataDir);
  const glue = glueService({ dataDir: options.dataDir, endpoint: url, accountId, objects, logs });
  const trino = new TrinoEngine({ dataDir: options.dataDir, endpoint: url });
  const athena = athenaService({ dataDir: options.dataDir, objects, catalog: glue.catalog, trino });
  const services: Service[] = [s3Service(objects), glue, athena, logsService(logs), stsService()];
  const byName = new Map(services.map((service) => [service.name, service]));

  server.on("request", (request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request, options.host);
    if (refusal !== undefined) {
      sendJson(response, 403, { __type: "AccessDeniedException", message: refusal });
      return;
    }
    if (request.url?.startsWith("/_local/")) {
      await answerLocal(request, response);
      return;
    }
    const scope = findScope(request);
    const context = { requestId: randomUUID(), region: scope.region, accountId };
    const service = byName.get(scope.service);
    if (service === undefined) {
      notSupported(response, scope.service);
      return;
    }
    await service.handle(request, response, context);
  }

  async function answerLocal(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "GET" && request.url === "/_local/health") {
      sendJson(response, 200, { status: "ready", endpoint: url, athena: trino.health() });
    } else if (request.method === "POST" && request.url === "/_local/reset") {
      for (const service of [...services].reverse()) {
        await service.reset();
      }
      sendJson(response, 200, { status: "reset" });
    } else {
      sendJson(response, 404, { message: "There are GET /_local/health and POST /_local/reset." });
    }
  }

  lock.publish(url);
  trino.start();
  return {
    url,
    async close() {
      server.close();
      await Promise.all(services.map((service) => service.close()));
      await trino.stop();
      server.closeAllConnections();
      lock.release();
    },
  };
}

function listen(server: ReturnType<typeof createServer>, { port, host }: LocalAwsOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function notSupported(response: ServerResponse, service: string): void {
  const message = `The embedded AWS does not have the service ${service}. local-aws/README.md lists what it has.`;
  response.setHeader("x-amzn-errortype", "UnknownOperationException");
  sendJson(response, 501, { __type: "UnknownOperationException", message });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

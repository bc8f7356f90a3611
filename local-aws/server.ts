import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { trinoPath } from "./engines/trino/trino-config";
import { answerLocalRequest, isLocalRequest, sendJson } from "./local-endpoint";
import { browserRefusal, forbidScripts } from "./protocol/connections/browser-guard";
import { boundConnections, slowDown } from "./protocol/connections/connection-bounds";
import { isLoopback } from "./protocol/connections/loopback";
import { drainAfterAnswer } from "./protocol/connections/unread-body";
import { logRequest } from "./protocol/request-log";
import { findScope } from "./protocol/router";
import type { RequestContext } from "./protocol/service";
import { type ClientVariables, clientVariables } from "./protocol/signatures/client-variables";
import type { Credentials } from "./protocol/signatures/credentials";
import { SignatureVerifier } from "./protocol/signatures/signature";
import { createServices } from "./services";
import { DataFolder, damageText } from "./storage/data-folder";
import type { Durability } from "./storage/durability";
import { ioProblem } from "./storage/io-error";
import { lockDataFolder } from "./storage/lock/lock";

export { readDurability } from "./storage/durability";

export interface LocalAwsOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Where everything is kept; made where it is missing. */
  readonly dataDir: string;
  /**
   * Who may call: requests have to be signed with one of these. The first one without a session token is also what
   * Trino and the scripts of jobs use. Without any, all credentials are taken, and the endpoint listens on loopback only.
   */
  readonly credentials?: readonly Credentials[];
  /** A Trino cluster that answers Athena's queries instead of one of our own; its catalog is `awsdatacatalog`. */
  readonly trinoUrl?: string;
  /** When Athena's engine starts: at once, in the background, or when a query first wants it. At once where it is not given. */
  readonly athenaStarts?: "at once" | "when asked";
  /** The heap of our own Trino, in megabytes; chosen from the machine's memory where it is not given. */
  readonly trinoMemory?: number;
  /** What an acknowledged write survives; the end of this process where it is not given. */
  readonly durability?: Durability;
  /** A log line a request. */
  readonly verbose?: boolean;
}

export interface LocalAws {
  /** What to set `AWS_ENDPOINT_URL` to. */
  readonly url: string;
  /** What leads AWS clients here. */
  readonly variables: ClientVariables;
  /** Ends the server and every process that it started. */
  close(): Promise<void>;
}

/** The account that the embedded AWS says it is: twelve digits that AWS gives to nobody. */
export const accountId = "000000000000";

/**
 * Starts the embedded AWS on one port: the services of our own, and all others through moto.
 * It answers as soon as this returns; Trino goes on starting in the background, or waits until it is asked.
 *
 * @throws Where the port is taken, another process uses the data folder, or it should listen beyond this machine
 *   without credentials.
 */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { credentials = [], dataDir } = options;
  if (credentials.length === 0 && !isLoopback(options.host)) {
    throw new Error(
      `Listening on ${options.host} needs credentials: Glue jobs run any program, so everyone who reaches this port could run theirs on this machine. Give some with --credentials KEY:SECRET, or leave --host out.`,
    );
  }
  // Trino and the libraries of jobs have no place for a session's token.
  const ofEngines = credentials.find(({ sessionToken }) => sessionToken === undefined);
  if (credentials.length > 0 && ofEngines === undefined) {
    throw new Error(
      "All credentials given have a session token. Glue jobs and Trino need some without: add a profile without aws_session_token.",
    );
  }
  const verifier = credentials.length === 0 ? undefined : new SignatureVerifier(credentials);
  const data = DataFolder.at(dataDir);
  data.durability = options.durability ?? "process";
  const lock = explained(() => lockDataFolder(dataDir));
  data.takenWith(lock.file);
  const server = createServer({
    keepAliveTimeout: 60_000,
    // A big upload over a slow line takes longer than Node's five minutes.
    requestTimeout: 0,
    connectionsCheckingInterval: 5000,
  });
  const isBeyond = boundConnections(server);
  try {
    await listen(server, options);
  } catch (error) {
    lock.release();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const url = httpUrl(options.host, port);

  const endpoint = engineUrl(options.host, port);
  const { own, integration, pages, moto, trino } = explained(
    () => createServices({ ...options, endpoint, accountId, credentials: ofEngines }),
    () => {
      server.close();
      lock.release();
    },
  );
  const services = [...own, moto];
  let resetDone = Promise.resolve();
  const byName = new Map(own.map((service) => [service.name, service]));
  const { outbox } = integration;
  const asksForCredentials = verifier !== undefined;
  const local = { url, data, trino, moto, outbox, pages, services: own, asksForCredentials, reset };

  server.on("request", (request, response) => {
    forbidScripts(response);
    drainAfterAnswer(request, response);
    if (isBeyond(request)) {
      slowDown(response);
      return;
    }
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = browserRefusal(request, options.host);
    if (refusal !== undefined) {
      sendJson(response, 403, { __type: "AccessDeniedException", message: refusal });
      return;
    }
    if (isLocalRequest(request)) {
      await answerLocalRequest(request, response, local);
      return;
    }
    const scope = findScope(request, own);
    const context: RequestContext = {
      requestId: randomUUID(),
      region: scope.region,
      accountId,
      verifier,
      isOwnEngine: request.url?.startsWith(trinoPath),
      failure: data.gone(),
      onGone: (listener) => void response.once("close", listener),
    };
    if (options.verbose) {
      logRequest(request, response, scope.service, context);
    }
    await resetDone;
    await (byName.get(scope.service) ?? moto).handle(request, response, context);
  }

  /** New requests wait, so that none of them finds half of the old state. */
  function reset(): Promise<void> {
    const run = resetDone.then(async () => {
      outbox.reset();
      for (const service of services.toReversed()) {
        await service.reset();
      }
      outbox.reset();
      data.forgetDamage();
    });
    resetDone = run.catch(() => {});
    return run;
  }

  /** Reads what is listed, in the background, so that what is damaged of it is told at the start. */
  async function load(): Promise<void> {
    for (const service of own) {
      await new Promise(setImmediate);
      await service.load?.();
    }
    outbox.load();
  }

  lock.publish(url);
  for (const damage of data.damaged()) {
    console.error(damageText(damage));
  }
  load().catch(console.error);
  if (options.athenaStarts !== "when asked") {
    trino.start();
  }
  return {
    url,
    variables: clientVariables({ endpoint: url, credentials: ofEngines }),
    async close() {
      server.close();
      outbox.pause();
      await Promise.all(services.map((service) => service.close()));
      outbox.close();
      await trino.stop();
      server.closeAllConnections();
      lock.release();
    },
  };
}

/** Does something at the start; an error of the file system becomes a sentence. @param undo Called where it fails. */
function explained<Value>(begin: () => Value, undo: () => void = () => {}): Value {
  try {
    return begin();
  } catch (error) {
    undo();
    const problem = ioProblem(error);
    throw problem === undefined ? error : new Error(problem, { cause: error });
  }
}

function listen(server: ReturnType<typeof createServer>, { port, host }: LocalAwsOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const sentences: Readonly<Record<string, string>> = {
        EADDRINUSE: `Port ${port} is taken by another program. End that one, or choose another port: --port here, LAB_PORT for npm start.`,
        EACCES: `This user may not listen on port ${port}. Choose one from 1024 on: --port here, LAB_PORT for npm start.`,
        EADDRNOTAVAIL: `${host} is no address of this machine: --host takes one that is, such as 127.0.0.1.`,
        ENOTFOUND: `${host} is no address of this machine: --host takes one that is, such as 127.0.0.1.`,
      };
      const sentence = sentences[error.code ?? ""];
      reject(sentence === undefined ? error : new Error(sentence));
    });
    server.listen(port, host, () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
}

/** Where Trino and the scripts of jobs reach this endpoint: on this machine, wherever else it listens. */
function engineUrl(host: string, port: number): string {
  const everywhere: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };
  return httpUrl(everywhere[host] ?? host, port);
}

function httpUrl(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { SqlEngine } from "./engines/trino/sql-engine";
import type { MotoState } from "./moto/moto-process";
import { isLoopback } from "./protocol/connections/loopback";
import type { Service } from "./protocol/service";
import type { DataFolder } from "./storage/data-folder";

/** What lies below a path, such as `/_local/inbox`. */
export interface LocalPage {
  readonly path: string;
  answer(request: IncomingMessage, response: ServerResponse): void;
}

export interface LocalEndpointOptions {
  /** Where the embedded AWS answers. */
  readonly url: string;
  readonly data: DataFolder;
  readonly trino: SqlEngine;
  readonly moto: { readonly state: () => MotoState };
  readonly outbox: { readonly backlog: number };
  /** What services show a person there. */
  readonly pages: readonly LocalPage[];
  /** Those that tell of themselves. */
  readonly services: readonly Pick<Service, "name" | "health">[];
  /** Whether requests to the services have to be signed. Those to `/_local/` are not: then only this machine may ask. */
  readonly asksForCredentials: boolean;
  /** Forgets all state. */
  readonly reset: () => Promise<void>;
}

const prefix = "/_local/";

/** Whether a request is about the embedded AWS itself, and for none of its services. */
export function isLocalRequest({ url }: IncomingMessage): boolean {
  return url?.startsWith(prefix) === true;
}

/** Answers `GET /_local/health`, `POST /_local/reset` and what lies below the pages' paths. */
export async function answerLocalRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { url, data, trino, moto, outbox, pages, services, asksForCredentials, reset }: LocalEndpointOptions,
): Promise<void> {
  const gone = data.gone();
  const page = pages.find(({ path }) => request.url === path || /^[/?]/.test(after(request.url, path)));
  if (asksForCredentials && !isLoopback(request.socket.remoteAddress ?? "")) {
    sendJson(response, 403, { message: "/_local/ answers on the machine itself only: its requests are not signed." });
  } else if (gone !== undefined) {
    sendJson(response, 503, { status: "failed", message: gone.message });
  } else if (page !== undefined) {
    page.answer(request, response);
  } else if (request.method === "GET" && request.url === `${prefix}health`) {
    const others = { engine: "moto", state: moto.state() };
    const deliveries = { waiting: outbox.backlog };
    const damaged = data.damaged();
    const told = services.flatMap(({ name, health }) => (health === undefined ? [] : [[name, health()] as const]));
    const ofServices = { athena: trino.health(), ...Object.fromEntries(told) };
    sendJson(response, 200, { status: "ready", endpoint: url, ...ofServices, deliveries, others, damaged });
  } else if (request.method === "POST" && request.url === `${prefix}reset`) {
    await reset();
    sendJson(response, 200, { status: "reset" });
  } else {
    sendJson(response, 404, { message: "There are GET /_local/health, GET /_local/inbox and POST /_local/reset." });
  }
}

/** What follows a path in an URL; nothing where that has another one. */
function after(url = "", path: string): string {
  return url.startsWith(path) ? url.slice(path.length) : "";
}

/** Answers without AWS's protocols. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

import { execFileSync } from "node:child_process";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** In milliseconds. */
export interface ConnectionTimes {
  /** For a request's headers to come whole, from the connection or from the request before. */
  readonly headers: number;
  /** Between two pieces of a body. A slow upload takes as long as it takes. */
  readonly bodySilence: number;
}

const usual: ConnectionTimes = { headers: 20_000, bodySilence: 60_000 };
const mostConnections = 4096;

/** How long a connection beyond the most may stay, to be told so. In milliseconds. */
const longestBeyond = 1000;

/**
 * Lets no connection stay that says nothing, and no more of them in than leave files for the work: each may have one
 * open. A few more are taken for a second, for the server to answer their requests with 503, after which the SDKs try
 * again; those beyond are closed at once. So there is always a file for the next one, which would else wait unseen.
 *
 * @param most How many connections at a time.
 * @returns Whether a request came by a connection beyond the most: it must not be carried out.
 */
export function boundConnections(
  server: Server,
  times = usual,
  most = connectionLimit(),
): (request: IncomingMessage) => boolean {
  server.headersTimeout = times.headers;
  server.maxConnections = most + Math.ceil(most / 4);
  const beyond = new WeakSet<Socket>();
  let open = 0;
  server.on("connection", (socket: Socket) => {
    open += 1;
    const isBeyond = open > most;
    const end = isBeyond ? setTimeout(() => socket.destroy(), longestBeyond) : undefined;
    if (isBeyond) {
      beyond.add(socket);
    }
    socket.once("close", () => {
      open -= 1;
      clearTimeout(end);
    });
  });
  server.on("request", (request: IncomingMessage) => {
    const { socket } = request;
    if (request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"]) > 0) {
      socket.setTimeout(times.bodySilence);
      request.once("end", () => socket.setTimeout(0));
    }
  });
  return ({ socket }) => beyond.has(socket);
}

/** Tells a client that too much is asked at once. */
export function slowDown(response: ServerResponse): void {
  response.writeHead(503, "Slow Down", { connection: "close", "content-length": 0, "retry-after": "1" }).end();
}

/** A third of the files that this process may have open: as many for its work, and as many for all else. */
function connectionLimit(): number {
  const files = Number(execFileSync("sh", ["-c", "ulimit -n"], { encoding: "utf8" }));
  return Number.isNaN(files) ? mostConnections : Math.min(mostConnections, Math.floor(files / 3));
}

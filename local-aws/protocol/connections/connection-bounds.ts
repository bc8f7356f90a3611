import { execFileSync } from "node:child_process";
import type { IncomingMessage, Server } from "node:http";
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

const tooMany = Buffer.from(
  "HTTP/1.1 503 Slow Down\r\nconnection: close\r\ncontent-length: 0\r\nretry-after: 1\r\n\r\n",
);

/**
 * Lets no connection stay that says nothing, and no more of them in than leave half of the open files for the work:
 * those beyond are answered with 503, after which the SDKs try again.
 *
 * @param most How many connections at a time.
 */
export function boundConnections(server: Server, times = usual, most = connectionLimit()): void {
  server.headersTimeout = times.headers;
  let open = 0;
  server.on("connection", (socket: Socket) => {
    open += 1;
    socket.once("close", () => {
      open -= 1;
    });
    if (open > most) {
      socket.end(tooMany);
      socket.setTimeout(1000, () => socket.destroy());
    }
  });
  server.on("request", (request: IncomingMessage) => {
    const { socket } = request;
    if (request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"]) > 0) {
      socket.setTimeout(times.bodySilence);
      request.once("end", () => socket.setTimeout(0));
    }
  });
}

/** Half of the files that this process may have open. */
function connectionLimit(): number {
  const files = Number(execFileSync("sh", ["-c", "ulimit -n"], { encoding: "utf8" }));
  return Number.isNaN(files) ? mostConnections : Math.min(mostConnections, Math.floor(files / 2));
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a runtime is given to do. */
export interface RuntimeInvocation {
  readonly requestId: string;
  /** When it has to be done, in milliseconds since 1970. */
  readonly deadline: number;
  /** The ARN that was invoked, with its qualifier. */
  readonly functionArn: string;
  readonly traceId: string;
  /** JSON, as the caller gave it. */
  readonly clientContext?: string | undefined;
  readonly payload: Buffer;
}

/** What a runtime posted. */
export interface RuntimeAnswer {
  readonly kind: "response" | "error";
  readonly body: Buffer;
  /** AWS's or the function's name of the error, for the report. */
  readonly errorType?: string | undefined;
}

/** What an environment hears from its runtime. */
export interface RuntimeListener {
  /** The runtime asks for the next invocation: it is ready, or ready again. */
  onNext(): void;
  onAnswer(answer: RuntimeAnswer): void;
  /** The function could not be loaded. */
  onInitError(answer: RuntimeAnswer): void;
}

/** Answers may have so many bytes. */
export const largestPayload = 6 * 1024 * 1024 + 100;

const prefix = "/2018-06-01/runtime/";

/**
 * The Runtime API of one execution environment, on a port of its own.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  private server: Server | undefined;
  private waiting: ServerResponse | undefined;
  private current: string | undefined;

  constructor(private readonly listener: RuntimeListener) {}

  /** @returns What `AWS_LAMBDA_RUNTIME_API` is. */
  async start(): Promise<string> {
    const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => {
      this.answer(request, response).catch(() => response.destroy());
    });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", resolve);
    });
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Gives the runtime, which has asked for one, an invocation. */
  give(invocation: RuntimeInvocation): void {
    const { waiting: response } = this;
    if (response === undefined) {
      throw new Error("The runtime waits for no invocation.");
    }
    this.waiting = undefined;
    this.current = invocation.requestId;
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": invocation.payload.length,
      "lambda-runtime-aws-request-id": invocation.requestId,
      "lambda-runtime-deadline-ms": String(invocation.deadline),
      "lambda-runtime-invoked-function-arn": invocation.functionArn,
      "lambda-runtime-trace-id": invocation.traceId,
      ...(invocation.clientContext === undefined ? {} : { "lambda-runtime-client-context": invocation.clientContext }),
    });
    response.end(invocation.payload);
  }

  close(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "";
    if (request.headers.origin !== undefined || !path.startsWith(prefix)) {
      // a page in a browser is no runtime
      refuse(response, 404, "InvalidRequest", "There is no such path.");
      return;
    }
    const route = `${request.method} ${path.slice(prefix.length)}`;
    if (route === "GET invocation/next") {
      this.next(response);
      return;
    }
    const body = await readUpTo(request, largestPayload);
    const type = request.headers["lambda-runtime-function-error-type"];
    const errorType = typeof type === "string" ? type : undefined;
    if (route === "POST init/error") {
      accept(response);
      this.listener.onInitError({ kind: "error", body: body ?? Buffer.alloc(0), errorType });
      return;
    }
    const [, requestId, kind] = /^POST invocation\/([^/]+)\/(response|error)$/.exec(route) ?? [];
    if (kind === undefined) {
      refuse(response, 404, "InvalidRequest", "There is no such path.");
    } else if (requestId !== this.current) {
      refuse(response, 400, "InvalidRequestID", "Invalid request ID");
    } else if (body === undefined) {
      this.current = undefined;
      const message = `Response payload size exceeded maximum allowed payload size (${largestPayload} bytes).`;
      refuse(response, 413, "RequestEntityTooLarge", message);
      const errorBody = { errorType: "Function.ResponseSizeTooLarge", errorMessage: message };
      this.listener.onAnswer({
        kind: "error",
        body: Buffer.from(JSON.stringify(errorBody)),
        errorType: errorBody.errorType,
      });
    } else {
      this.current = undefined;
      accept(response);
      this.listener.onAnswer({ kind: kind as RuntimeAnswer["kind"], body, errorType });
    }
  }

  private next(response: ServerResponse): void {
    if (this.current !== undefined || this.waiting !== undefined) {
      refuse(response, 403, "InvalidStateTransition", "The invocation before has no answer yet.");
      return;
    }
    this.waiting = response;
    response.once("close", () => {
      if (this.waiting === response) {
        this.waiting = undefined;
      }
    });
    this.listener.onNext();
  }
}

/** @returns Undefined where there is more; what is more is read and dropped. */
async function readUpTo(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += (part as Buffer).length;
    if (length <= most) {
      parts.push(part as Buffer);
    }
  }
  return length > most ? undefined : Buffer.concat(parts);
}

function accept(response: ServerResponse): void {
  sendJson(response, 202, { status: "OK" });
}

function refuse(response: ServerResponse, status: number, errorType: string, errorMessage: string): void {
  sendJson(response, status, { errorType, errorMessage });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
}

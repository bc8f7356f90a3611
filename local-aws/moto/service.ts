import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { AwsError } from "../protocol/aws-error";
import { readBody } from "../protocol/read-body";
import { findScope } from "../protocol/router";
import { checkFailure, type RequestContext, type Service } from "../protocol/service";
import { sha256 } from "../protocol/signatures/signature";
import { sendJsonError } from "../protocol/wire/aws-json";
import { sendQueryError } from "../protocol/wire/aws-query";
import { DataFolder } from "../storage/data-folder";
import { motoCall } from "./json-call";
import { type Call, KeptTables } from "./kept-tables";
import { type MotoOptions, MotoProcess, type MotoState } from "./moto-process";

const dynamodb = "dynamodb";

/** Enough for the biggest request there is: a zipped Lambda function. */
const maxBodyBytes = 100 * 1024 * 1024;

/**
 * All services that the embedded AWS does not have itself, such as IAM and Kinesis: handed to a moto server, which
 * keeps its state in memory. Of DynamoDB, tables and items are kept here besides.
 */
export function motoService(options: Omit<MotoOptions, "restore">): Service & {
  readonly state: () => MotoState;
  /** Those of its services that others call. */
  readonly called: readonly Pick<Service, "name" | "call">[];
} {
  const tables = new KeptTables(DataFolder.at(options.dataDir));
  const callAt =
    (port: number): Call =>
    (operation, input, region) =>
      motoCall(port, dynamodb, operation, input, region);
  const moto = new MotoProcess({ ...options, restore: (port) => tables.restore(callAt(port)) });
  return {
    name: "moto",
    called: [
      {
        name: dynamodb,
        async call(operation, input, { region }) {
          const call = callAt(await moto.ready());
          const run = () => call(operation, input, region);
          return KeptTables.changes(operation) ? tables.around({ operation, input, region, call }, run) : run();
        },
      },
    ],
    operations: [],
    state: () => moto.state,
    async handle(request, response, context) {
      try {
        const body = await readBody(request, maxBodyBytes);
        context.operation = operationName(request, body);
        checkFailure(context);
        context.verifier?.verify(request, sha256(body));
        const port = await moto.ready();
        const answer = await keeping(tables, callAt(port), request, body, () => ask(port, request, body));
        answerWith(answer, request, response);
      } catch (error) {
        if (response.headersSent || request.socket.destroyed) {
          response.destroy();
        } else {
          sendError(request, response, context, error);
        }
      }
    },
    async reset() {
      await moto.stop();
      tables.reset();
    },
    close: () => moto.stop(),
  };
}

/** What moto answered. */
interface Answer {
  readonly status: number;
  readonly rawHeaders: readonly string[];
  readonly bytes: Buffer;
}

/** Carries out a request; what it writes to DynamoDB is kept. */
function keeping(
  tables: KeptTables,
  call: Call,
  request: IncomingMessage,
  body: Buffer,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const { service, region } = findScope(request, []);
  const [, operation = ""] = String(request.headers["x-amz-target"] ?? "").split(".");
  const input = service === dynamodb && KeptTables.changes(operation) ? jsonIn(body) : undefined;
  return input === undefined
    ? run()
    : tables.around({ operation, input, region, call }, run, ({ status }) => status === 200);
}

function jsonIn(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** For the log only: REST services have no name of the operation in the request. */
function operationName(request: IncomingMessage, body: Buffer): string {
  const target = String(request.headers["x-amz-target"] ?? "").split(".")[1];
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
  const action = isForm ? new URLSearchParams(body.toString("utf8")).get("Action") : undefined;
  return target ?? action ?? `${request.method} ${request.url?.split("?")[0]}`;
}

/** moto finds the service by the credential scope, so the request goes on with all its headers. */
async function ask(port: number, { method, url, rawHeaders }: IncomingMessage, body: Buffer): Promise<Answer> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = httpRequest({ host: "127.0.0.1", port, method, path: url, setHost: false });
    for (const [name, value] of pairs(rawHeaders)) {
      if (!ofConnection.test(name)) {
        outgoing.appendHeader(name, value);
      }
    }
    outgoing.setHeader("content-length", body.length);
    outgoing.once("response", resolve);
    outgoing.once("error", reject);
    outgoing.end(body);
  });
  const bytes = await readBody(answer, Number.POSITIVE_INFINITY);
  const status = answer.statusCode ?? 500;
  if (isCrash(status, answer)) {
    const message =
      "moto, to which the embedded AWS hands this service, cannot do this; moto/server.log in the data folder tells why.";
    throw new AwsError("NotImplemented", message, 501);
  }
  return { status, rawHeaders: answer.rawHeaders, bytes };
}

function answerWith(
  { status, rawHeaders, bytes }: Answer,
  { method }: IncomingMessage,
  response: ServerResponse,
): void {
  const headers = pairs(rawHeaders).filter(([name]) => !ofConnection.test(name));
  const hasBody = method !== "HEAD" && status !== 204 && status !== 304;
  response.writeHead(status, [...headers.flat(), ...(hasBody ? ["content-length", String(bytes.length)] : [])]);
  response.end(bytes);
}

const ofConnection = /^(connection|keep-alive|transfer-encoding|trailer|te|expect|content-length)$/i;

/** Where moto has no such service or operation, its web server says so in a page, with a stack; some odd paths it would redirect to its own port. */
function isCrash(status: number, answer: IncomingMessage): boolean {
  return status >= 300 && answer.headers["content-type"]?.startsWith("text/html") === true;
}

function pairs(raw: readonly string[]): [name: string, value: string][] {
  return Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index] ?? "", raw[2 * index + 1] ?? ""]);
}

function sendError(request: IncomingMessage, response: ServerResponse, context: RequestContext, error: unknown): void {
  const isQuery = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
  if (isQuery) {
    sendQueryError(response, context, error, { name: "moto" });
  } else {
    sendJsonError(response, context, error, { name: "moto", internalError: "InternalFailure" });
  }
}

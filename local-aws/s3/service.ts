import { closeSync, createReadStream, read } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { AwsError } from "../protocol/aws-error";
import { type XmlMembers, xmlDocument } from "../protocol/rest-xml";
import type { RequestContext, Service } from "../protocol/service";
import { SignatureError } from "../protocol/signature-error";
import { authenticate, refusal } from "./authenticate";
import { checkHeaders } from "./header-checks";
import type { ObjectStore } from "./object-store";
import { findRoute, s3Operations } from "./routes";
import { parseS3Request, type S3Answer } from "./s3-request";

/**
 * S3's REST API over an object store.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export function s3Service(objects: ObjectStore): Service {
  return {
    name: "s3",
    operations: s3Operations,
    async handle(request, response, context) {
      try {
        const parsed = parseS3Request(request, context);
        const signature = authenticate(request, parsed);
        const { name, run } = findRoute(parsed);
        context.operation = name;
        checkHeaders(parsed);
        const answer = await run(objects, { ...parsed, signature });
        await send(request, response, context, answer);
      } catch (error) {
        sendError(request, response, context, error);
      }
    },
    reset: () => objects.reset(),
    close: async () => {},
  };
}

/** A file up to this many bytes is read at once. */
const smallFileBytes = 256 * 1024;
const blockBytes = 1024 * 1024;

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
  answer: S3Answer,
): Promise<void> {
  const { file, xml, text } = answer;
  const headers: Record<string, string | number> = commonHeaders(context);
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    if (value !== undefined) {
      headers[name] = value;
    }
  }
  const status = answer.status ?? 200;
  if (file !== undefined) {
    headers["content-length"] = file.length;
    await sendFile(response, status, headers, file);
    return;
  }
  const body = xml ?? text;
  if (xml !== undefined) {
    headers["content-type"] = "application/xml";
  }
  if (body !== undefined) {
    headers["content-length"] = Buffer.byteLength(body);
  } else if (request.method !== "HEAD" && status !== 204 && status !== 304) {
    headers["content-length"] = 0;
  }
  response.writeHead(status, headers);
  response.end(body);
}

async function sendFile(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | number>,
  { descriptor, start, length }: NonNullable<S3Answer["file"]>,
): Promise<void> {
  if (length <= smallFileBytes) {
    let bytes: Buffer;
    try {
      bytes = await readRange(descriptor, start, length);
    } finally {
      closeSync(descriptor);
    }
    response.writeHead(status, headers);
    response.end(bytes);
    return;
  }
  response.writeHead(status, headers);
  const end = start + length - 1;
  const bytes = createReadStream("", { fd: descriptor, start, end, highWaterMark: blockBytes });
  await pipeline(bytes, response, { end: false });
  if (bytes.bytesRead === length) {
    response.end();
  } else {
    // Someone cut the file short: the client must not wait for the rest.
    response.destroy();
  }
}

function readRange(descriptor: number, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  return new Promise((resolve, reject) => {
    const go = (done: number): void => {
      if (done === length) {
        resolve(bytes);
        return;
      }
      read(descriptor, bytes, done, length - done, start + done, (error, count) => {
        if (error !== null || count === 0) {
          reject(error ?? new Error("The file became shorter while it was read."));
          return;
        }
        go(done + count);
      });
    };
    go(0);
  });
}

function sendError(request: IncomingMessage, response: ServerResponse, context: RequestContext, error: unknown): void {
  if (response.headersSent || request.socket.destroyed) {
    // The client has gone, or half the body is out: only a broken connection tells it.
    response.destroy();
    return;
  }
  const awsError = toAwsError(error, context);
  const headers = commonHeaders(context);
  if (request.method === "HEAD" || awsError.status === 304) {
    response.writeHead(awsError.status, headers);
    response.end();
    return;
  }
  const body = xmlDocument("Error", {
    Code: awsError.code,
    Message: awsError.message,
    ...(awsError.fields as XmlMembers),
    RequestId: context.requestId,
    HostId: hostId,
  });
  response.writeHead(awsError.status, {
    ...headers,
    "content-type": "application/xml",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

function toAwsError(error: unknown, { operation }: RequestContext): AwsError {
  if (error instanceof AwsError) {
    return error;
  }
  if (error instanceof SignatureError) {
    return refusal(error);
  }
  console.error(`s3:${operation} failed:`, error);
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOSPC" || code === "EDQUOT"
    ? new AwsError("InternalError", "The disk of the embedded AWS is full. Free some space and try again.", 500)
    : new AwsError("InternalError", "We encountered an internal error. Please try again.", 500);
}

const hostId = "embedded-aws";

function commonHeaders({ requestId }: RequestContext): Record<string, string | number> {
  return { "x-amz-request-id": requestId, "x-amz-id-2": hostId, server: "AmazonS3" };
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { AwsError } from "../protocol/aws-error";
import { checkFailure, type RequestContext, type Service } from "../protocol/service";
import { SignatureError } from "../protocol/signatures/signature-error";
import { type XmlMembers, xmlDocument } from "../protocol/xml-document";
import { ioProblem, isOutOfFiles } from "../storage/io-error";
import { sendFile } from "./bodies/send-file";
import { s3Call } from "./call/s3-call";
import type { ObjectStore } from "./objects/object-store";
import { authenticate, signatureRefusal } from "./request/authenticate";
import { checkExpiry } from "./request/presigned-expiry";
import { parseS3Request } from "./request/s3-request";
import { refuseUnsupportedHeaders } from "./request/unsupported-headers";
import type { S3Response } from "./response/s3-response";
import { findRoute, s3Operations } from "./routes";

/**
 * S3's REST API over an object store.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export function s3Service(objects: ObjectStore): Service {
  return {
    name: "s3",
    takesUnsigned: true,
    operations: s3Operations,
    call: s3Call(objects),
    async handle(request, response, context) {
      try {
        checkFailure(context);
        const parsed = parseS3Request(request, context);
        const signature = authenticate(request, parsed);
        const { name, run } = findRoute(parsed);
        context.operation = name;
        refuseUnsupportedHeaders(parsed);
        checkExpiry(parsed.query);
        await send(request, response, context, await run(objects, { ...parsed, signature }, context));
      } catch (error) {
        sendError(request, response, context, error);
      }
    },
    load: () => {
      for (const name of objects.bucketNames()) {
        objects.settings(name).read();
      }
    },
    reset: () => objects.reset(),
    close: async () => {},
  };
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
  { status = 200, headers: own = {}, file, xml, text }: S3Response,
): Promise<void> {
  const headers: Record<string, string | number> = commonHeaders(context);
  for (const [name, value] of Object.entries(own)) {
    if (value !== undefined) {
      headers[name] = value;
    }
  }
  if (file !== undefined) {
    headers["content-length"] = file.length;
    response.writeHead(status, headers);
    await sendFile(response, file);
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
    return signatureRefusal(error);
  }
  console.error(`s3:${operation} failed:`, error);
  const message = ioProblem(error) ?? "We encountered an internal error. Please try again.";
  return isOutOfFiles(error) ? new AwsError("SlowDown", message, 503) : new AwsError("InternalError", message, 500);
}

const hostId = "embedded-aws";

function commonHeaders({ requestId }: RequestContext): Record<string, string | number> {
  return { "x-amz-request-id": requestId, "x-amz-id-2": hostId, server: "AmazonS3" };
}

import type { ServerResponse } from "node:http";
import { AwsError } from "../aws-error";
import { parseJson } from "../model/read-input";
import type { RequestContext } from "../service";
import { toJson } from "./json-text";
import type { Protocol, Spoken } from "./protocol";
import { namedError, queryErrorHeader, shownJsonError } from "./shown-error";

/**
 * AWS JSON 1.0 and 1.1: an answer has the version of its request.
 *
 * @param targetPrefix What stands before the dot in `X-Amz-Target`, such as `AWSGlue`.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function awsJson(targetPrefix: string): Protocol {
  return {
    targetPrefix,
    speaks: ({ headers }) =>
      headers["x-amz-target"] !== undefined || /^application\/x-amz-json/i.test(headers["content-type"] ?? ""),
    ask(request, body) {
      const target = String(request.headers["x-amz-target"] ?? "");
      const [prefix, operation = ""] = target.split(".");
      if (prefix !== targetPrefix || operation === "") {
        throw new AwsError("UnknownOperationException", `There is no operation ${target || "(none named)"}.`);
      }
      return { operation, input: () => parseJson(body.toString("utf8")) };
    },
    unknownOperation: (message) => new AwsError("UnknownOperationException", message),
    unreadable: (message) => new AwsError("SerializationException", message),
    sendOutput: (response, context, output) => send(response, 200, context, toJson(output ?? {})),
    sendError: sendJsonError,
  };
}

/**
 * Answers with an error as services that speak AWS JSON do.
 *
 * @param service Its name, its own error for what went wrong inside it, and its model where it has one.
 */
export function sendJsonError(
  response: ServerResponse,
  context: RequestContext,
  error: unknown,
  service: Pick<Spoken, "name" | "internalError"> & Partial<Spoken>,
): void {
  const shown = shownJsonError(error, context, service);
  const named = namedError(shown, service.model);
  const message = shown.message === "" ? {} : { Message: shown.message, message: shown.message };
  response.setHeader("x-amzn-errortype", named.name);
  if (named.code !== named.name || response.req.headers["x-amzn-query-mode"] === "true") {
    response.setHeader("x-amzn-query-error", queryErrorHeader(named));
  }
  send(response, named.status, context, toJson({ __type: named.name, ...message, ...shown.fields }));
}

function send(response: ServerResponse, status: number, context: RequestContext, body: string): void {
  const version = /^application\/x-amz-json-1\.0\b/i.test(response.req.headers["content-type"] ?? "") ? "1.0" : "1.1";
  response.writeHead(status, {
    "content-type": `application/x-amz-json-${version}`,
    "content-length": Buffer.byteLength(body),
    "x-amzn-requestid": context.requestId,
  });
  response.end(body);
}

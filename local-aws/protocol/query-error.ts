import type { ServerResponse } from "node:http";
import { ioProblem, isOutOfFiles } from "../storage/io-error";
import { AwsError } from "./aws-error";
import type { RequestContext } from "./service";
import { queryRefusal } from "./signature-refusals";
import { SignatureError } from "./signatures/signature-error";
import { xmlDocument } from "./xml-document";

/**
 * Answers with an error as services with the AWS query protocol do.
 *
 * @param namespace Of the service's XML.
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#operation-error-serialization
 */
export function sendQueryError(
  response: ServerResponse,
  context: RequestContext,
  error: unknown,
  namespace?: string,
): void {
  const shown = toAwsError(error, context);
  const members = {
    Error: { Type: shown.status < 500 ? "Sender" : "Receiver", Code: shown.code, Message: shown.message },
    RequestId: context.requestId,
  };
  response.writeHead(shown.status, { "content-type": "text/xml", "x-amzn-requestid": context.requestId });
  response.end(xmlDocument("ErrorResponse", members, namespace));
}

function toAwsError(error: unknown, { operation }: RequestContext): AwsError {
  if (error instanceof AwsError) {
    return error;
  }
  if (error instanceof SignatureError) {
    return queryRefusal(error);
  }
  console.error(`${operation} failed:`, error);
  const message = ioProblem(error) ?? "The embedded AWS failed; its log has the details.";
  return isOutOfFiles(error)
    ? new AwsError("ServiceUnavailable", message, 503)
    : new AwsError("InternalFailure", message, 500);
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestContext } from "./service";

/** Prints a line when a request is answered, or when its client has gone. */
export function logRequest(
  request: IncomingMessage,
  response: ServerResponse,
  service: string,
  context: RequestContext,
): void {
  const started = performance.now();
  response.once("close", () => {
    const status = response.writableFinished ? response.statusCode : "cut off";
    const milliseconds = Math.round(performance.now() - started);
    const operation = `${service}:${context.operation ?? "?"}`;
    console.log(`${new Date().toISOString()} ${status} ${operation} ${shownPath(request)} ${milliseconds} ms`);
  });
}

/** Signatures in a query are no reading matter, and whoever has them can use them. */
function shownPath({ method, url = "" }: IncomingMessage): string {
  return `${method} ${url.replace(/([?&](?:X-Amz-(?:Signature|Credential|Security-Token)|Signature|AWSAccessKeyId)=)[^&]*/gi, "$1…")}`;
}

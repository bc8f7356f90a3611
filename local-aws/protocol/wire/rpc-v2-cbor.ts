import type { ServerResponse } from "node:http";
import { AwsError } from "../aws-error";
import type { Shape } from "../model/service-model";
import type { RequestContext } from "../service";
import { decodeCbor, encodeCbor } from "./cbor";
import type { Protocol } from "./protocol";
import { namedError, queryErrorHeader, shownJsonError } from "./shown-error";
import { scalarToText } from "./value-text";

/** As CloudWatch takes it. */
const largestBody = 1024 * 1024;
const textShape: Shape = { name: "", type: "string", members: new Map(), required: new Set(), bindings: {} };

/**
 * Smithy's RPC v2 with CBOR, which new SDKs speak with CloudWatch.
 *
 * @param serviceName In the path, such as `GraniteServiceVersion20100801`.
 * @see https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html
 */
export function rpcV2Cbor(serviceName: string): Protocol {
  return {
    speaks: ({ headers }) => headers["smithy-protocol"] === "rpc-v2-cbor",
    ask({ url = "/" }, body) {
      const [, service, operation] = /\/service\/([^/?]+)\/operation\/(\w+)(?:\?|$)/.exec(url) ?? [];
      if (service !== serviceName || operation === undefined) {
        throw new AwsError("UnknownOperationException", "The request's path names no operation of this service.", 404);
      }
      if (body.length > largestBody) {
        throw new AwsError("RequestEntityTooLarge", `The request body is longer than ${largestBody} bytes.`, 413);
      }
      return { operation, input: () => (body.length === 0 ? {} : decodeCbor(body)) };
    },
    unknownOperation: (message) => new AwsError("UnknownOperationException", message, 404),
    unreadable: (message) => new AwsError("SerializationException", message),
    sendOutput(response, context, output, { model }) {
      const shape = model.output(context.operation ?? "");
      send(response, 200, context, shape && encodeCbor(shape, output ?? {}));
    },
    sendError(response, context, error, service) {
      const shown = shownJsonError(error, context, service);
      const named = namedError(shown, service.model);
      response.setHeader("x-amzn-query-error", queryErrorHeader(named));
      const fields = Object.entries(shown.fields).map(([name, value]) => [name, scalarToText(value)]);
      const members = { __type: named.name, message: shown.message, ...Object.fromEntries(fields) };
      const shape: Shape = {
        ...textShape,
        type: "structure",
        members: new Map(Object.keys(members).map((name) => [name, textShape])),
      };
      send(response, named.status, context, encodeCbor(shape, members));
    },
  };
}

function send(response: ServerResponse, status: number, { requestId }: RequestContext, body?: Buffer): void {
  response.writeHead(status, {
    ...(body && { "content-type": "application/cbor" }),
    "content-length": body?.length ?? 0,
    "smithy-protocol": "rpc-v2-cbor",
    "x-amzn-requestid": requestId,
  });
  response.end(body);
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { AwsError } from "../aws-error";
import { parseJson } from "../model/read-input";
import type { ServiceModel, Shape } from "../model/service-model";
import type { RequestContext } from "../service";
import { jsonRefusal } from "../signature-refusals";
import { toJson } from "./json-text";
import type { Protocol } from "./protocol";
import { findRoute } from "./routes";
import { namedError, shownJsonError } from "./shown-error";
import { scalarFromText, scalarToText } from "./value-text";

/**
 * REST-JSON: an operation is a method and a path; members lie in the path, the query, headers and the body.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export function restJson(): Protocol {
  return {
    speaks: () => true,
    ask(request, body, { model }) {
      const { operation, labels, query } = findRoute(request, model);
      return { operation, input: (shape) => ({ ...inBody(shape, body), ...beside(shape, request, labels, query) }) };
    },
    unknownOperation: (message) => new AwsError("UnknownOperationException", message, 404),
    unreadable: (message) => new AwsError("SerializationException", message),
    sendOutput: (response, context, output, { model }) => sendOutput(response, context, output ?? {}, model),
    sendError(response, context, error, service) {
      const shown = shownJsonError(error, context, service, (problem) => withStatus(jsonRefusal(problem), 403));
      const { name, status } = namedError(shown, service.model);
      response.setHeader("x-amzn-errortype", name);
      send(response, status, context, toJson({ Message: shown.message, message: shown.message, ...shown.fields }));
    },
  };
}

function withStatus({ code, message, fields }: AwsError, status: number): AwsError {
  return new AwsError(code, message, status, fields);
}

/** The members that the body has. */
function inBody(shape: Shape, body: Buffer): Readonly<Record<string, unknown>> {
  const { payload } = shape;
  const member = payload === undefined ? undefined : shape.members.get(payload);
  if (body.length === 0 && !shape.required.has(payload ?? "")) {
    return {};
  }
  if (payload !== undefined && (member?.type === "blob" || member?.type === "string")) {
    return { [payload]: member.type === "blob" ? body : body.toString("utf8") };
  }
  const json = parseJson(body.toString("utf8"));
  if (payload !== undefined) {
    return { [payload]: json };
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new AwsError("SerializationException", "The request's body is no JSON object.");
  }
  // what belongs elsewhere is not taken from here
  const elsewhere = Object.entries(shape.bindings).filter(([, { location }]) => location !== undefined);
  return { ...json, ...Object.fromEntries(elsewhere.map(([name]) => [name, undefined])) };
}

/** The members that the path, the query and the headers have. */
function beside(
  shape: Shape,
  { headers }: IncomingMessage,
  labels: Readonly<Record<string, string>>,
  query: URLSearchParams,
): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [name, { location, locationName = name }] of Object.entries(shape.bindings)) {
    const member = shape.members.get(name) as Shape;
    const texts =
      location === "querystring"
        ? query.getAll(locationName)
        : [
            location === "uri"
              ? labels[locationName]
              : location === "header"
                ? headers[locationName.toLowerCase()]
                : [],
          ];
    const given = texts.flat().filter((text) => text !== undefined);
    if (given.length > 0) {
      found[name] =
        member.type === "list"
          ? given.map((text) => scalarFromText(member.item as Shape, text))
          : scalarFromText(member, given[0] as string);
    }
  }
  return found;
}

function sendOutput(response: ServerResponse, context: RequestContext, output: object, model: ServiceModel): void {
  const operation = context.operation ?? "";
  const shape = model.output(operation);
  const given = output as Readonly<Record<string, unknown>>;
  const inside = { ...given };
  let status = model.http[operation]?.responseCode ?? 200;
  for (const [name, { location, locationName = name }] of Object.entries(shape?.bindings ?? {})) {
    if (location !== undefined) {
      delete inside[name];
    }
    if (location === "statusCode") {
      status = (given[name] as number | undefined) ?? status;
    } else if (location === "header" && given[name] !== undefined) {
      response.setHeader(locationName, scalarToText(given[name]));
    }
  }
  const body = shape?.payload === undefined ? inside : (given[shape.payload] ?? "");
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  const hasBody = shape !== undefined && status !== 204;
  send(response, status, context, hasBody ? (isRaw ? body : toJson(body)) : "");
}

function send(response: ServerResponse, status: number, context: RequestContext, body: string | Uint8Array): void {
  const length = typeof body === "string" ? Buffer.byteLength(body) : body.byteLength;
  response.writeHead(status, {
    ...(length > 0 && { "content-type": "application/json" }),
    ...(status !== 204 && { "content-length": length }),
    "x-amzn-requestid": context.requestId,
  });
  response.end(body);
}

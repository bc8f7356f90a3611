import type { IncomingMessage, ServerResponse } from "node:http";
import { AwsError } from "../aws-error";
import { UnreadableInput } from "../model/read-input";
import type { Shape } from "../model/service-model";
import type { RequestContext } from "../service";
import { queryRefusal } from "../signature-refusals";
import { type XmlMembers, type XmlValue, xmlDocument } from "../xml-document";
import { Form } from "./form";
import type { Protocol, Spoken } from "./protocol";
import { namedError, operationName, shownError } from "./shown-error";
import { scalarToText } from "./value-text";

export interface QueryOptions {
  /** Of the XML of answers, such as `http://sns.amazonaws.com/doc/2010-03-31/`. */
  readonly namespace: string;
  /** The member that is the URL of the request where it is not among the parameters, such as SQS's `QueueUrl`. */
  readonly urlMember?: string;
}

const largestBody = 4 * 1024 * 1024;

/**
 * The AWS query protocol: parameters in a form or in the URL, answers in XML.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function awsQuery({ namespace, urlMember }: QueryOptions): Protocol {
  return {
    speaks: ({ headers, url = "" }) =>
      /^application\/x-www-form-urlencoded/i.test(headers["content-type"] ?? "") || /[?&]Action=/.test(url),
    ask(request, body) {
      const form = readForm(request, body);
      const operation = form.text("Action") ?? "";
      if (operation === "") {
        throw new AwsError("MissingAction", "The request must contain the parameter Action.");
      }
      return {
        operation,
        input(shape) {
          const input = form.read(shape) as Record<string, unknown>;
          const isNamed = urlMember === undefined || input[urlMember] !== undefined || !shape.members.has(urlMember);
          return isNamed ? input : { ...input, ...ofUrl(request, urlMember) };
        },
      };
    },
    unknownOperation: (message) => new AwsError("InvalidAction", message),
    unreadable: (message) => new AwsError("MalformedInput", message),
    sendOutput(response, context, output, { model }) {
      const operation = context.operation ?? "";
      const shape = model.output(operation);
      const result = shape && { [`${operation}Result`]: xmlMembers(shape, output ?? {}) };
      const members = { ...result, ResponseMetadata: { RequestId: context.requestId } };
      send(response, 200, context, xmlDocument(`${operation}Response`, members, namespace));
    },
    sendError: (response, context, error, service) =>
      sendQueryError(response, context, error, { ...service, namespace }),
  };
}

function readForm(request: IncomingMessage, body: Buffer): Form {
  try {
    if (body.length > largestBody) {
      throw new UnreadableInput(`The query is longer than ${largestBody} bytes.`);
    }
    return new Form(body.toString("utf8"), request.url?.split("?")[1] ?? "");
  } catch (error) {
    throw error instanceof UnreadableInput ? new AwsError("MalformedQueryString", error.message) : error;
  }
}

function ofUrl({ url = "/", headers }: IncomingMessage, member: string): Readonly<Record<string, string>> {
  const path = url.split("?")[0] ?? "/";
  return path === "/" ? {} : { [member]: `http://${headers.host}${path}` };
}

function xmlMembers(shape: Shape, value: object): XmlMembers {
  const given = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    [...shape.members].map(([name, member]) => {
      const own = shape.bindings[name]?.locationName ?? name;
      const element = member.type === "list" && member.flattened ? (member.itemName ?? own) : own;
      return [element, xmlValue(member, given[name])];
    }),
  );
}

function xmlValue(shape: Shape, value: unknown): XmlValue {
  if (value === undefined || value === null) {
    return undefined;
  }
  switch (shape.type) {
    case "structure":
      return xmlMembers(shape, value as object);
    case "list": {
      const items = (value as readonly unknown[]).map((each) => xmlValue(shape.item as Shape, each));
      return shape.flattened ? items : { [shape.itemName ?? "member"]: items };
    }
    case "map": {
      const entries = Object.entries(value as object).map(([key, each]) => ({
        [shape.keyName ?? "key"]: key,
        [shape.valueName ?? "value"]: xmlValue(shape.value as Shape, each),
      }));
      return shape.flattened ? entries : { entry: entries };
    }
    default:
      return scalarToText(value);
  }
}

/**
 * Answers with an error as services with the AWS query protocol do.
 *
 * @param service Its name, model, own error for what went wrong inside it and the namespace of its XML, where it has such.
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#operation-error-serialization
 */
export function sendQueryError(
  response: ServerResponse,
  context: RequestContext,
  error: unknown,
  service: Pick<Spoken, "name"> & Partial<Spoken> & { readonly namespace?: string },
): void {
  const shown = shownError(error, {
    refusal: queryRefusal,
    internal: service.internalError ?? "InternalFailure",
    unavailable: "ServiceUnavailable",
    operation: operationName(service.name, context),
  });
  const { code, status } = namedError(shown, service.model);
  const fields = Object.entries(shown.fields).map(([name, value]) => [name, scalarToText(value)]);
  const members = {
    Error: {
      Type: status < 500 ? "Sender" : "Receiver",
      Code: code,
      Message: shown.message,
      ...Object.fromEntries(fields),
    },
    RequestId: context.requestId,
  };
  send(response, status, context, xmlDocument("ErrorResponse", members, service.namespace));
}

function send(response: ServerResponse, status: number, { requestId }: RequestContext, body: string): void {
  response.writeHead(status, {
    "content-type": "text/xml",
    "content-length": Buffer.byteLength(body),
    "x-amzn-requestid": requestId,
  });
  response.end(body);
}

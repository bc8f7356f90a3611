import type { IncomingMessage, ServerResponse } from "node:http";
import { AwsError } from "../protocol/aws-error";
import type { OperationsOf } from "../protocol/operation";
import { sendQueryError } from "../protocol/query-error";
import { readBody } from "../protocol/read-body";
import { checkFailure, type RequestContext, type Service } from "../protocol/service";
import { sha256 } from "../protocol/signatures/signature";
import { xmlDocument } from "../protocol/xml-document";
import { getCallerIdentity } from "./operations/get-caller-identity";

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

const operations = {
  GetCallerIdentity: getCallerIdentity,
} satisfies OperationsOf<typeof import("@aws-sdk/client-sts"), undefined>;

/**
 * STS, as far as the lesson asks: who am I?
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html
 */
export function stsService(): Service {
  return {
    name: "sts",
    operations: Object.keys(operations).map((name) => ({ name, support: "works" })),
    async handle(request, response, context) {
      try {
        const body = await readBody(request, 64 * 1024);
        checkFailure(context);
        context.verifier?.verify(request, sha256(body));
        answer(request, body, response, context);
      } catch (error) {
        sendQueryError(response, context, error, namespace);
      }
    },
    reset: async () => {},
    close: async () => {},
  };
}

function answer(request: IncomingMessage, body: Buffer, response: ServerResponse, context: RequestContext): void {
  const inQuery = request.url?.split("?")[1] ?? "";
  const action = new URLSearchParams(body.length > 0 ? body.toString("utf8") : inQuery).get("Action") ?? "";
  context.operation = action;
  if (!isSupported(action)) {
    throw new AwsError("InvalidAction", `The embedded AWS does not support sts:${action}.`);
  }
  // none of them takes any input
  const result = operations[action](undefined, {}, context);
  const { requestId } = context;
  const members = { [`${action}Result`]: { ...result }, ResponseMetadata: { RequestId: requestId } };
  response.writeHead(200, { "content-type": "text/xml", "x-amzn-requestid": requestId });
  response.end(xmlDocument(`${action}Response`, members, namespace));
}

const isSupported = (action: string): action is keyof typeof operations => Object.hasOwn(operations, action);

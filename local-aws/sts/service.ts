import type { IncomingMessage, ServerResponse } from "node:http";
import { AwsError } from "../protocol/aws-error";
import { sendQueryError } from "../protocol/query-error";
import { readBody } from "../protocol/read-body";
import { checkFailure, type RequestContext, type Service } from "../protocol/service";
import { sha256 } from "../protocol/signatures/signature";
import { xmlDocument } from "../protocol/xml-document";

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

/**
 * STS, as far as the lesson asks: who am I? The account is the one that no AWS account has, so nobody takes it for theirs.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function stsService(): Service {
  return {
    name: "sts",
    operations: [{ name: "GetCallerIdentity", support: "works" }],
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
  if (action !== "GetCallerIdentity") {
    throw new AwsError("InvalidAction", `The embedded AWS does not support sts:${action}.`);
  }
  const { accountId, requestId } = context;
  const members = {
    GetCallerIdentityResult: {
      Arn: `arn:aws:iam::${accountId}:user/local`,
      UserId: "AIDALOCAL",
      Account: accountId,
    },
    ResponseMetadata: { RequestId: requestId },
  };
  response.writeHead(200, { "content-type": "text/xml", "x-amzn-requestid": requestId });
  response.end(xmlDocument("GetCallerIdentityResponse", members, namespace));
}

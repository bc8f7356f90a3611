import type { ServerResponse } from "node:http";
import { readBody } from "../protocol/read-body";
import type { RequestContext, Service } from "../protocol/service";

/**
 * STS, as far as the lesson asks: who am I? The account is the one that no AWS account has, so nobody takes it for theirs.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function stsService(): Service {
  return {
    name: "sts",
    async handle(request, response, context) {
      const body = await readBody(request, 64 * 1024);
      const action = new URLSearchParams(body.toString("utf8")).get("Action") ?? "";
      if (action === "GetCallerIdentity") {
        const user = `arn:aws:iam::${context.accountId}:user/local`;
        send(response, context, 200, identityXml(user, context));
      } else {
        send(response, context, 400, errorXml(action, context));
      }
    },
    reset: async () => {},
    close: async () => {},
  };
}

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

function identityXml(arn: string, { accountId, requestId }: RequestContext): string {
  return `<GetCallerIdentityResponse xmlns="${namespace}"><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>AIDALOCAL</UserId><Account>${accountId}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;
}

function errorXml(action: string, { requestId }: RequestContext): string {
  const name = action.replace(/[^A-Za-z]/g, "");
  return `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>The embedded AWS does not support sts:${name}.</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}

function send(response: ServerResponse, context: RequestContext, status: number, body: string): void {
  response.writeHead(status, { "content-type": "text/xml", "x-amzn-requestid": context.requestId });
  response.end(body);
}

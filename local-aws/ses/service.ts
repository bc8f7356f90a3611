import type { ServerResponse } from "node:http";
import { AwsError } from "../protocol/aws-error";
import { modelledService } from "../protocol/modelled-service";
import type { OperationsOf } from "../protocol/operation";
import type { RequestContext, Service } from "../protocol/service";
import { sendJsonError } from "../protocol/wire/aws-json";
import { awsQuery } from "../protocol/wire/aws-query";
import { invalidValue } from "./errors";
import type { MailStore } from "./mail-store";
import { createTemplate } from "./operations/create-template";
import { deleteIdentity } from "./operations/delete-identity";
import { deleteTemplate } from "./operations/delete-template";
import { deleteVerifiedEmailAddress } from "./operations/delete-verified-email-address";
import { getIdentityVerificationAttributes } from "./operations/get-identity-verification-attributes";
import { getSendQuota } from "./operations/get-send-quota";
import { getTemplate } from "./operations/get-template";
import { listIdentities } from "./operations/list-identities";
import { listTemplates } from "./operations/list-templates";
import { listVerifiedEmailAddresses } from "./operations/list-verified-email-addresses";
import { sendEmail } from "./operations/send-email";
import { sendRawEmail } from "./operations/send-raw-email";
import { sendTemplatedEmail } from "./operations/send-templated-email";
import { testRenderTemplate } from "./operations/test-render-template";
import { updateTemplate } from "./operations/update-template";
import { verifyEmailAddress } from "./operations/verify-email-address";
import { verifyEmailIdentity } from "./operations/verify-email-identity";

const operations = {
  CreateTemplate: createTemplate,
  DeleteIdentity: deleteIdentity,
  DeleteTemplate: deleteTemplate,
  DeleteVerifiedEmailAddress: deleteVerifiedEmailAddress,
  GetIdentityVerificationAttributes: getIdentityVerificationAttributes,
  GetSendQuota: getSendQuota,
  GetTemplate: getTemplate,
  ListIdentities: listIdentities,
  ListTemplates: listTemplates,
  ListVerifiedEmailAddresses: listVerifiedEmailAddresses,
  SendEmail: sendEmail,
  SendRawEmail: sendRawEmail,
  SendTemplatedEmail: sendTemplatedEmail,
  TestRenderTemplate: testRenderTemplate,
  UpdateTemplate: updateTemplate,
  VerifyEmailAddress: verifyEmailAddress,
  VerifyEmailIdentity: verifyEmailIdentity,
} satisfies OperationsOf<typeof import("@aws-sdk/client-ses"), MailStore>;

/** Members about what happens to mail on its way, and about whose identity sends it. */
const ofDelivery = [
  "ConfigurationSetName",
  "SourceArn",
  "ReturnPath",
  "ReturnPathArn",
  "FromArn",
  "TemplateArn",
  "Tags",
];

/**
 * Amazon SES, the first version of its API: what it sends lies in the inbox.
 *
 * @see https://docs.aws.amazon.com/ses/latest/APIReference/API_Operations.html
 */
export function sesService(store: MailStore): Service {
  const service = modelledService({
    name: "ses",
    protocols: [awsQuery({ namespace: "http://ses.amazonaws.com/doc/2010-12-01/" })],
    context: store,
    operations,
    refuse: invalidValue,
    internalError: "InternalFailure",
    showsValues: false,
    refused: { "*": ofDelivery },
    load: () => store.load(),
    reset: async () => store.reset(),
    close: async () => {},
  });
  return {
    ...service,
    handle: (request, response, context) =>
      request.url?.startsWith("/v2/")
        ? refuseSecondVersion(response, context)
        : service.handle(request, response, context),
  };
}

/** The second version of the API has its own paths, and the same name in the credential scope. */
async function refuseSecondVersion(response: ServerResponse, context: RequestContext): Promise<void> {
  const message =
    "The embedded AWS has the first API of SES, and not sesv2. local-aws/README.md lists what it supports.";
  const error = new AwsError("UnknownOperationException", message, 404);
  sendJsonError(response, context, error, { name: "ses", internalError: "InternalFailure" });
}

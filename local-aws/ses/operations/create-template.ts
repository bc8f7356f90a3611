import type { CreateTemplateCommandInput, CreateTemplateCommandOutput } from "@aws-sdk/client-ses";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import type { MailStore } from "../mail-store";
import { checkTemplate } from "../templates";

export function createTemplate(
  store: MailStore,
  { Template }: Checked<CreateTemplateCommandInput>,
  request: RequestContext,
): Omit<CreateTemplateCommandOutput, "$metadata"> {
  checkTemplate(Template);
  if (store.templates.has(Template.TemplateName)) {
    throw new AwsError(
      "AlreadyExistsException",
      `Template ${Template.TemplateName} already exists for account id ${request.accountId}`,
    );
  }
  store.templates.put(Template.TemplateName, { ...Template, created: new Date().toISOString() });
  return {};
}

import type { UpdateTemplateCommandInput, UpdateTemplateCommandOutput } from "@aws-sdk/client-ses";
import type { Checked } from "../../protocol/operation";
import type { MailStore } from "../mail-store";
import { checkTemplate } from "../templates";

export function updateTemplate(
  store: MailStore,
  { Template }: Checked<UpdateTemplateCommandInput>,
): Omit<UpdateTemplateCommandOutput, "$metadata"> {
  checkTemplate(Template);
  const { created } = store.templates.get(Template.TemplateName);
  store.templates.put(Template.TemplateName, { ...Template, created });
  return {};
}

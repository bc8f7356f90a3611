import type { DeleteTemplateCommandInput, DeleteTemplateCommandOutput } from "@aws-sdk/client-ses";
import type { Checked } from "../../protocol/operation";
import type { MailStore } from "../mail-store";

export function deleteTemplate(
  store: MailStore,
  { TemplateName }: Checked<DeleteTemplateCommandInput>,
): Omit<DeleteTemplateCommandOutput, "$metadata"> {
  store.templates.delete(TemplateName);
  return {};
}

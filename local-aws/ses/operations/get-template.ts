import type { GetTemplateCommandInput, GetTemplateCommandOutput } from "@aws-sdk/client-ses";
import type { Checked } from "../../protocol/operation";
import type { MailStore } from "../mail-store";

export function getTemplate(
  store: MailStore,
  { TemplateName }: Checked<GetTemplateCommandInput>,
): Omit<GetTemplateCommandOutput, "$metadata"> {
  const { created: _, ...Template } = store.templates.get(TemplateName);
  return { Template };
}

import type { TestRenderTemplateCommandInput, TestRenderTemplateCommandOutput } from "@aws-sdk/client-ses";
import type { Checked } from "../../protocol/operation";
import type { MailStore } from "../mail-store";
import { readData } from "../rendering";
import { renderTemplate } from "../templates";

export function testRenderTemplate(
  store: MailStore,
  { TemplateName, TemplateData }: Checked<TestRenderTemplateCommandInput>,
): Omit<TestRenderTemplateCommandOutput, "$metadata"> {
  const { subject, text = "", html = "" } = renderTemplate(store.templates.get(TemplateName), readData(TemplateData));
  return { RenderedTemplate: `Subject: ${subject}\r\n\r\n${text}${text && html ? "\r\n" : ""}${html}` };
}

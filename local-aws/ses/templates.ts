import type { Template } from "@aws-sdk/client-ses";
import { AwsError } from "../protocol/aws-error";
import { escapeHtml, namesIn, render } from "./rendering";

/** @throws AwsError Where it can be none. */
export function checkTemplate({ TemplateName, SubjectPart, TextPart, HtmlPart }: Template): void {
  if (!/^[\w-]{1,64}$/.test(TemplateName ?? "")) {
    throw new AwsError("InvalidTemplateException", `The name ${TemplateName} is not taken.`);
  }
  if (SubjectPart === undefined) {
    throw new AwsError("InvalidTemplateException", "The subject must be specified.");
  }
  namesIn(SubjectPart, TextPart, HtmlPart);
}

/** A mail from a template. @throws AwsError Where a value is missing. */
export function renderTemplate({ SubjectPart, TextPart, HtmlPart }: Template, data: Readonly<Record<string, unknown>>) {
  return {
    subject: render(SubjectPart ?? "", data),
    ...(TextPart !== undefined && { text: render(TextPart, data) }),
    ...(HtmlPart !== undefined && { html: render(HtmlPart, data, escapeHtml) }),
  };
}

import type { SendTemplatedEmailCommandInput, SendTemplatedEmailCommandOutput } from "@aws-sdk/client-ses";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { checkSource, recipientsOf } from "../addresses";
import { type MailStore, newMessageId } from "../mail-store";
import { readData } from "../rendering";
import { renderTemplate } from "../templates";

export function sendTemplatedEmail(
  store: MailStore,
  { Source, Destination, ReplyToAddresses, Template, TemplateData }: Checked<SendTemplatedEmailCommandInput>,
  request: RequestContext,
): Omit<SendTemplatedEmailCommandOutput, "$metadata"> {
  checkSource(store, Source, request.region);
  const template = store.templates.get(Template);
  const data = readData(TemplateData);
  const recipients = recipientsOf(Destination);
  let rendered: ReturnType<typeof renderTemplate>;
  try {
    rendered = renderTemplate(template, data);
  } catch (error) {
    if (!(error instanceof AwsError)) {
      throw error;
    }
    // AWS takes such a mail, too, and sends none
    console.error(`A mail with the template ${Template} is not sent: ${error.message}`);
    return { MessageId: newMessageId() };
  }
  return { MessageId: store.send({ from: Source, ...recipients, replyTo: ReplyToAddresses, ...rendered }) };
}

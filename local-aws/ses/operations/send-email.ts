import type { SendEmailCommandInput, SendEmailCommandOutput } from "@aws-sdk/client-ses";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { checkSource, recipientsOf } from "../addresses";
import { invalidValue } from "../errors";
import type { MailStore } from "../mail-store";

export function sendEmail(
  store: MailStore,
  { Source, Destination, Message, ReplyToAddresses }: Checked<SendEmailCommandInput>,
  request: RequestContext,
): Omit<SendEmailCommandOutput, "$metadata"> {
  checkSource(store, Source, request.region);
  const { Subject, Body } = Message;
  if (Body.Text === undefined && Body.Html === undefined) {
    throw invalidValue("Message body is missing.");
  }
  const MessageId = store.send({
    ...{ from: Source, ...recipientsOf(Destination), replyTo: ReplyToAddresses },
    ...{ subject: Subject.Data, text: Body.Text?.Data, html: Body.Html?.Data },
  });
  return { MessageId };
}

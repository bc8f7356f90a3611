import type { SendRawEmailCommandInput, SendRawEmailCommandOutput } from "@aws-sdk/client-ses";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { checkSource, recipientsOf } from "../addresses";
import { invalidValue } from "../errors";
import type { MailStore } from "../mail-store";
import { addressesIn, headersOf } from "../raw-mail";

export function sendRawEmail(
  store: MailStore,
  { Source, Destinations, RawMessage }: Checked<SendRawEmailCommandInput>,
  request: RequestContext,
): Omit<SendRawEmailCommandOutput, "$metadata"> {
  const raw = Buffer.from(RawMessage.Data).toString("utf8");
  const headers = headersOf(raw);
  const from = Source ?? headers.get("from");
  if (from === undefined) {
    throw invalidValue("Missing required header 'From'.");
  }
  checkSource(store, from, request.region);
  const named = {
    ToAddresses: addressesIn(headers.get("to")),
    CcAddresses: addressesIn(headers.get("cc")),
    BccAddresses: addressesIn(headers.get("bcc")),
  };
  const recipients = recipientsOf(Destinations === undefined ? named : { ToAddresses: Destinations });
  return { MessageId: store.send({ from, ...recipients, subject: headers.get("subject") ?? "", raw }) };
}

import type { VerifyEmailAddressCommandInput } from "@aws-sdk/client-ses";
import type { Checked } from "../../protocol/operation";
import { addressIn, checkAddress } from "../addresses";
import type { MailStore } from "../mail-store";

export function verifyEmailAddress(store: MailStore, { EmailAddress }: Checked<VerifyEmailAddressCommandInput>): void {
  checkAddress(EmailAddress);
  store.askToVerify(addressIn(EmailAddress));
}

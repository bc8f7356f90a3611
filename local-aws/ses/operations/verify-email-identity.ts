import type { VerifyEmailIdentityCommandInput, VerifyEmailIdentityCommandOutput } from "@aws-sdk/client-ses";
import type { Checked } from "../../protocol/operation";
import { addressIn, checkAddress } from "../addresses";
import type { MailStore } from "../mail-store";

export function verifyEmailIdentity(
  store: MailStore,
  { EmailAddress }: Checked<VerifyEmailIdentityCommandInput>,
): Omit<VerifyEmailIdentityCommandOutput, "$metadata"> {
  checkAddress(EmailAddress);
  store.askToVerify(addressIn(EmailAddress));
  return {};
}

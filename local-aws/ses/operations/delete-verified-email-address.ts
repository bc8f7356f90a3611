import type { DeleteVerifiedEmailAddressCommandInput } from "@aws-sdk/client-ses";
import type { Checked } from "../../protocol/operation";
import { addressIn } from "../addresses";
import type { MailStore } from "../mail-store";

export function deleteVerifiedEmailAddress(
  store: MailStore,
  { EmailAddress }: Checked<DeleteVerifiedEmailAddressCommandInput>,
): void {
  store.identities.delete(addressIn(EmailAddress));
}

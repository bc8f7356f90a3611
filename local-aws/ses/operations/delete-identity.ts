import type { DeleteIdentityCommandInput, DeleteIdentityCommandOutput } from "@aws-sdk/client-ses";
import type { Checked } from "../../protocol/operation";
import { addressIn } from "../addresses";
import type { MailStore } from "../mail-store";

export function deleteIdentity(
  store: MailStore,
  { Identity }: Checked<DeleteIdentityCommandInput>,
): Omit<DeleteIdentityCommandOutput, "$metadata"> {
  store.identities.delete(addressIn(Identity));
  return {};
}

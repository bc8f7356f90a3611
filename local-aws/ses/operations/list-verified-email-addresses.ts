import type { ListVerifiedEmailAddressesCommandOutput } from "@aws-sdk/client-ses";
import type { MailStore } from "../mail-store";

export function listVerifiedEmailAddresses(
  store: MailStore,
): Omit<ListVerifiedEmailAddressesCommandOutput, "$metadata"> {
  const verified = store.identities.all().filter((identity) => identity.verified);
  return { VerifiedEmailAddresses: verified.map(({ address }) => address) };
}

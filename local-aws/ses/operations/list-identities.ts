import type { ListIdentitiesCommandInput, ListIdentitiesCommandOutput } from "@aws-sdk/client-ses";
import type { Checked } from "../../protocol/operation";
import type { MailStore } from "../mail-store";
import { pageOf } from "../pages";

export function listIdentities(
  store: MailStore,
  { IdentityType, NextToken, MaxItems = 1_000 }: Checked<ListIdentitiesCommandInput>,
): Omit<ListIdentitiesCommandOutput, "$metadata"> {
  const all = IdentityType === "Domain" ? [] : store.identities.all().map(({ address }) => address);
  const { items: page, NextToken: next } = pageOf(all, (address) => address, NextToken, MaxItems);
  return { Identities: page, NextToken: next };
}

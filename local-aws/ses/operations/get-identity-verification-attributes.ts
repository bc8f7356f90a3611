import type {
  GetIdentityVerificationAttributesCommandInput,
  GetIdentityVerificationAttributesCommandOutput,
} from "@aws-sdk/client-ses";
import type { Checked } from "../../protocol/operation";
import { addressIn } from "../addresses";
import type { MailStore } from "../mail-store";

export function getIdentityVerificationAttributes(
  store: MailStore,
  { Identities }: Checked<GetIdentityVerificationAttributesCommandInput>,
): Omit<GetIdentityVerificationAttributesCommandOutput, "$metadata"> {
  const found = Identities.flatMap((name) => {
    const identity = store.identities.find(addressIn(name));
    const VerificationStatus = identity?.verified ? ("Success" as const) : ("Pending" as const);
    return identity === undefined ? [] : [[name, { VerificationStatus }] as const];
  });
  return { VerificationAttributes: Object.fromEntries(found) };
}

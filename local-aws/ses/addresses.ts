import type { Destination } from "@aws-sdk/client-ses";
import { invalidValue, rejected } from "./errors";
import type { MailStore } from "./mail-store";

const mostRecipients = 50;

/** The address alone, of one that may have a name beside it, such as `Line 3 <line3@example.com>`. */
export function addressIn(text: string): string {
  return (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase();
}

/** @throws AwsError Where it is no address. */
export function checkAddress(text: string): void {
  if (!/^[^\s@<>"',;]+@[^\s@<>"',;]+$/.test(addressIn(text)) || /[\r\n]/.test(text)) {
    throw invalidValue(`Invalid email address<${text}>.`);
  }
}

/** @throws AwsError Where nobody may send from it yet. */
export function checkSource(store: MailStore, source: string, region: string): void {
  checkAddress(source);
  const address = addressIn(source);
  if (!store.isVerified(address)) {
    throw rejected(
      `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${address}`,
    );
  }
}

/** All recipients. @throws AwsError Where there is none, too many, or one is no address. */
export function recipientsOf({ ToAddresses = [], CcAddresses = [], BccAddresses = [] }: Destination) {
  const all = [...ToAddresses, ...CcAddresses, ...BccAddresses];
  if (all.length === 0) {
    throw invalidValue("Missing final recipients.");
  }
  if (all.length > mostRecipients) {
    throw rejected(`Recipient count exceeds ${mostRecipients}.`);
  }
  all.forEach(checkAddress);
  return {
    to: ToAddresses,
    ...(CcAddresses.length > 0 && { cc: CcAddresses }),
    ...(BccAddresses.length > 0 && { bcc: BccAddresses }),
  };
}

import { randomUUID } from "node:crypto";
import type { Template } from "@aws-sdk/client-ses";
import type { Inbox, Mail } from "../inbox/inbox";
import { DataFolder } from "../storage/data-folder";
import { NamedFile } from "../storage/records/named-file";
import { objectWith } from "../storage/sealed";
import { noTemplate } from "./errors";

/** An address from which mail may be sent, once it is verified. */
export interface Identity {
  readonly address: string;
  readonly verified: boolean;
  /** What verifies it. */
  readonly token: string;
}

export interface KeptTemplate extends Template {
  readonly TemplateName: string;
  /** ISO 8601. */
  readonly created: string;
}

export interface MailStoreOptions {
  readonly dataDir: string;
  /** Where clients reach the embedded AWS: links in mails begin with it. */
  readonly endpoint: string;
  readonly inbox: Inbox;
}

const verificationSender = "Amazon Web Services <no-reply-aws@amazon.com>";

/** Where a link verifies an address, on the endpoint. */
export const verificationPath = "/_local/ses";

/** Addresses and templates of SES, in `<data>/ses/`; what it sends goes to the inbox. */
export class MailStore {
  readonly identities: NamedFile<Identity>;
  readonly templates: NamedFile<KeptTemplate>;
  private readonly inbox: Inbox;
  private readonly endpoint: string;

  constructor({ dataDir, endpoint, inbox }: MailStoreOptions) {
    const data = DataFolder.at(dataDir);
    this.inbox = inbox;
    this.endpoint = endpoint;
    this.identities = new NamedFile(data, "ses/identities.jsonl", {
      shape: objectWith({ address: "string", token: "string" }),
    });
    this.templates = new NamedFile(data, "ses/templates.jsonl", {
      shape: objectWith({ TemplateName: "string", created: "string" }),
      notFound: noTemplate,
    });
  }

  /** Asks whoever reads the mail of an address to verify it. */
  askToVerify(address: string): void {
    const before = this.identities.find(address);
    const identity = before ?? { address, verified: false, token: randomUUID() };
    this.identities.put(address, identity);
    if (!identity.verified) {
      const link = `${this.endpoint}${verificationPath}?address=${encodeURIComponent(address)}&token=${identity.token}`;
      this.inbox.put({
        ...{ service: "ses", from: verificationSender, to: [address] },
        subject: "Amazon Web Services – Email Address Verification Request",
        text: `Somebody wants to send mail from this address with Amazon SES. To allow it, open:\n${link}\n\nIf you do not want it, do nothing.\n`,
      });
    }
  }

  /** @returns Whether the token was the right one. */
  verify(address: string, token: string): boolean {
    const identity = this.identities.find(address);
    if (identity === undefined || identity.token !== token) {
      return false;
    }
    this.identities.put(address, { ...identity, verified: true });
    return true;
  }

  isVerified(address: string): boolean {
    return this.identities.find(address)?.verified === true;
  }

  /** Sends a mail. @returns Its ID, as SES gives one. */
  send(mail: Omit<Mail, "id" | "sent" | "service">): string {
    this.inbox.put({ ...mail, service: "ses" });
    return newMessageId();
  }

  /** How many of the mails that were sent since a time are still in the inbox. */
  sentSince(time: Date): number {
    const since = time.toISOString();
    return this.inbox
      .newest()
      .filter(({ service, from, sent }) => service === "ses" && from !== verificationSender && sent > since).length;
  }

  async load(): Promise<void> {
    this.identities.all();
    this.templates.all();
    await this.inbox.load();
  }

  reset(): void {
    this.identities.remove();
    this.templates.remove();
    this.inbox.reset();
  }
}

export function newMessageId(): string {
  return `${Date.now().toString(16).padStart(16, "0")}-${randomUUID()}-000000`;
}

import { randomUUID } from "node:crypto";
import { DataFolder } from "../storage/data-folder";
import { RecordFolder } from "../storage/records/record-folder";
import { objectWith } from "../storage/sealed";

/** A mail that AWS would send. */
export interface Mail {
  readonly id: string;
  /** Who would send it: `sns` or `ses`. */
  readonly service: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
  readonly replyTo?: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  /** As it would go over the wire, where it was given so. */
  readonly raw?: string;
  /** ISO 8601. */
  readonly sent: string;
}

interface Kept extends Mail {
  /** Grows from mail to mail. */
  readonly order: number;
}

const mostMails = 500;
const mostCharacters = 20_000_000;

/** The mails that AWS would have sent, the newest ones: `<data>/inbox/<id>.json`. They go nowhere. */
export class Inbox {
  private readonly mails: RecordFolder<Kept>;
  private lastOrder = 0;

  constructor(dataDir: string) {
    this.mails = new RecordFolder(DataFolder.at(dataDir), "inbox", {
      shape: objectWith({
        id: "string",
        service: "string",
        from: "string",
        to: "list",
        subject: "string",
        order: "number",
      }),
      keyOf: ({ id }) => id,
    });
  }

  /** Keeps a mail: it is on disk when this returns. Old ones make room. @returns Its ID. */
  put(mail: Omit<Mail, "id" | "sent">): string {
    const id = randomUUID();
    this.lastOrder = Math.max(
      Date.now() * 1000,
      this.lastOrder + 1,
      ...this.all()
        .slice(0, 1)
        .map(({ order }) => order + 1),
    );
    this.mails.put({ ...mail, id, sent: new Date().toISOString(), order: this.lastOrder });
    this.makeRoom();
    return id;
  }

  find(id: string): Mail | undefined {
    return this.mails.find(id);
  }

  /** All of them, the newest first. */
  newest(): readonly Mail[] {
    return this.all();
  }

  /** Reads them, so that damage is told at the start. */
  load(): Promise<void> {
    return this.mails.prepare();
  }

  reset(): void {
    this.mails.clear();
  }

  private all(): Kept[] {
    return [...this.mails.values()].sort((a, b) => b.order - a.order);
  }

  private makeRoom(): void {
    let characters = 0;
    for (const [index, { id, text = "", html = "", raw = "" }] of this.all().entries()) {
      characters += text.length + html.length + raw.length;
      if (index >= mostMails || (characters > mostCharacters && index > 0)) {
        this.mails.delete(id);
      }
    }
  }
}

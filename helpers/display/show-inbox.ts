import { target } from "../environment";
import { escapeHtml } from "./html";
import { show } from "./kernel";

/** A mail as the embedded AWS's inbox tells it. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly raw?: string;
  /** ISO 8601. */
  readonly sent: string;
}

/**
 * The mails that SNS and SES have sent, the newest first. On real AWS they are in the real mailboxes: there it is empty.
 *
 * @throws NoAwsChosen Where no embedded AWS runs and real AWS is not asked for.
 */
export async function readInbox(): Promise<readonly Mail[]> {
  const { endpoint } = await target();
  if (endpoint === undefined) {
    return [];
  }
  const answer = await fetch(inboxOf(endpoint));
  if (!answer.ok) {
    throw new Error(`${inboxOf(endpoint)} answered with ${answer.status}: ${await answer.text()}`);
  }
  return ((await answer.json()) as { readonly mails: readonly Mail[] }).mails;
}

/**
 * Shows what {@link readInbox} reads. Links in the mails work. Of real AWS this only says where the mail is.
 *
 * @param most How many to show at most.
 * @throws NoAwsChosen Where no embedded AWS runs and real AWS is not asked for.
 */
export async function showInbox(most = 10): Promise<void> {
  const { endpoint } = await target();
  if (endpoint === undefined) {
    showText("On real AWS, mail goes to the real mailbox: look there, also among the spam.");
    return;
  }
  const mails = await readInbox();
  if (mails.length === 0) {
    showText("No mail yet.");
    return;
  }
  const shown = mails.slice(0, most);
  const more = mails.length > most ? `${mails.length - most} older ones: ${inboxOf(endpoint)}` : "";
  show({
    "text/html": shown.map(mailHtml).join("") + (more && `<p>${withLinks(more)}</p>`),
    "text/plain": [...shown.map(mailText), ...(more ? [more] : [])].join("\n\n"),
  });
}

const inboxOf = (endpoint: string): string => `${endpoint}/_local/inbox`;

function showText(text: string): void {
  show({ "text/html": `<p>${escapeHtml(text)}</p>`, "text/plain": text });
}

const bodyOf = ({ text, html, raw }: Mail): string => (text ?? html ?? raw ?? "").trimEnd();

function mailText(mail: Mail): string {
  const head = `✉ ${mail.subject || "(no subject)"}\nfrom ${mail.from} to ${mail.to.join(", ")}, ${mail.sent}`;
  const lines = bodyOf(mail).split("\n");
  return [head, ...lines.map((line) => `  | ${line}`)].join("\n");
}

/** An HTML part is shown as its source: nothing in a mail becomes a part of the notebook. */
function mailHtml(mail: Mail): string {
  const head = `from ${escapeHtml(mail.from)} to ${escapeHtml(mail.to.join(", "))}, ${escapeHtml(mail.sent)}`;
  const subject = escapeHtml(mail.subject || "(no subject)");
  return `<div style="text-align:left;margin-bottom:1em"><b>✉ ${subject}</b><br>${head}<pre>${withLinks(bodyOf(mail))}</pre></div>`;
}

/** Escapes a text; addresses of web pages in it become links. */
function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 0
        ? escapeHtml(part)
        : `<a href="${escapeHtml(part)}" target="_blank" rel="noreferrer">${escapeHtml(part)}</a>`,
    )
    .join("");
}

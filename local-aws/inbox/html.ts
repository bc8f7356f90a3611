import type { Mail } from "./inbox";

const style = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #ddd; vertical-align: top; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f6f6f6; padding: 1rem; }
`;

/** A page of the inbox. @param body Its HTML. */
export function pageHtml(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${style}</style></head><body>${body}</body></html>`;
}

/** The list of all mails. */
export function listHtml(mails: readonly Mail[]): string {
  const rows = mails.map(({ id, sent, from, to, subject }) => {
    const link = `<a href="/_local/inbox/${encodeURIComponent(id)}">${escapeHtml(subject || "(no subject)")}</a>`;
    return `<tr><td>${escapeHtml(sent)}</td><td>${escapeHtml(from)}</td><td>${escapeHtml(to.join(", "))}</td><td>${link}</td></tr>`;
  });
  const table = `<table><tr><th>Sent</th><th>From</th><th>To</th><th>Subject</th></tr>${rows.join("")}</table>`;
  const none = "<p>No mail yet.</p>";
  return pageHtml("Inbox", `<h1>Inbox</h1><p>What AWS would send by mail.</p>${mails.length === 0 ? none : table}`);
}

/** One mail. Its HTML part is shown as its source: nothing in a mail is a part of the page. */
export function mailHtml(mail: Mail): string {
  const { subject, from, to, cc, bcc, replyTo, sent, text, html, raw } = mail;
  const heads = {
    From: from,
    To: to.join(", "),
    Cc: cc?.join(", "),
    Bcc: bcc?.join(", "),
    "Reply-To": replyTo?.join(", "),
  };
  const rows = Object.entries({ ...heads, Sent: sent })
    .filter(([, value]) => value)
    .map(([name, value]) => `<tr><th>${name}</th><td>${escapeHtml(value ?? "")}</td></tr>`);
  const parts = [
    text === undefined ? "" : `<pre>${withLinks(text)}</pre>`,
    html === undefined ? "" : `<h2>HTML</h2><pre>${escapeHtml(html)}</pre>`,
    raw === undefined ? "" : `<h2>Source</h2><pre>${escapeHtml(raw)}</pre>`,
  ];
  const title = subject || "(no subject)";
  const back = '<p><a href="/_local/inbox">Inbox</a></p>';
  return pageHtml(title, `${back}<h1>${escapeHtml(title)}</h1><table>${rows.join("")}</table>${parts.join("")}`);
}

/** Escapes a text; addresses of web pages in it become links. */
function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 0 ? escapeHtml(part) : `<a href="${escapeHtml(part)}" rel="noreferrer">${escapeHtml(part)}</a>`,
    )
    .join("");
}

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => references[character] as string);
}

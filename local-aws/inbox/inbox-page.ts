import type { IncomingMessage, ServerResponse } from "node:http";
import { listHtml, mailHtml, pageHtml } from "./html";
import type { Inbox, Mail } from "./inbox";

const path = "/_local/inbox";

/**
 * Answers `GET /_local/inbox`, all mails, the newest first, and `GET /_local/inbox/<id>`, one of them: as JSON, or as a page
 * where the client prefers one.
 */
export function inboxPage(inbox: Inbox) {
  return {
    path,
    answer(request: IncomingMessage, response: ServerResponse): void {
      const id = ((request.url ?? "").split("?")[0] ?? "").slice(path.length + 1);
      const wantsPage = /text\/html/.test(request.headers.accept ?? "");
      const tell = (status: number, message: string): void =>
        send(response, status, wantsPage ? pageHtml("Inbox", `<p>${message}</p>`) : { message });
      const mail = inbox.find(id);
      if (request.method !== "GET") {
        tell(405, "The inbox can be read only.");
      } else if (id === "") {
        const mails = inbox.newest();
        send(response, 200, wantsPage ? listHtml(mails) : { mails: mails.map(shown) });
      } else if (mail === undefined) {
        tell(404, "There is no such mail.");
      } else {
        send(response, 200, wantsPage ? mailHtml(mail) : shown(mail));
      }
    },
  };
}

function shown({ id, service, from, to, cc, bcc, replyTo, subject, text, html, raw, sent }: Mail): Mail {
  return { id, service, from, to, cc, bcc, replyTo, subject, text, html, raw, sent };
}

/** @param body HTML, or what becomes JSON. */
function send(response: ServerResponse, status: number, body: string | object): void {
  const type = typeof body === "string" ? "text/html; charset=utf-8" : "application/json";
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

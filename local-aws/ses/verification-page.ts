import type { IncomingMessage, ServerResponse } from "node:http";
import { type MailStore, verificationPath } from "./mail-store";

/** Where the link in a verification mail leads. */
export function verificationPage(store: MailStore) {
  return {
    path: verificationPath,
    answer(request: IncomingMessage, response: ServerResponse): void {
      const query = new URLSearchParams((request.url ?? "").split("?")[1] ?? "");
      const isRight = request.method === "GET" && store.verify(query.get("address") ?? "", query.get("token") ?? "");
      response.writeHead(isRight ? 200 : 400, { "content-type": "text/plain; charset=utf-8" });
      response.end(isRight ? "The address is verified.\n" : "This link verifies no address.\n");
    },
  };
}

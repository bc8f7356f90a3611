import type { IncomingMessage, ServerResponse } from "node:http";
import { certificatePath, type Signer } from "./publishing/signer";

/** The certificate by which whoever gets a message can check its signature. */
export function certificatePage(signer: Signer) {
  return {
    path: certificatePath.slice(0, -1),
    answer(request: IncomingMessage, response: ServerResponse): void {
      const { certificate } = signer;
      const isThere = certificate !== undefined && request.url === signer.certificatePath;
      response.writeHead(isThere ? 200 : 404, { "content-type": isThere ? "application/x-pem-file" : "text/plain" });
      response.end(isThere ? certificate : "There is no such certificate.");
    },
  };
}

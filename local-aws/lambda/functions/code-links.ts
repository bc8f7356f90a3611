import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { createReadStream, existsSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { CodeStore } from "./code-store";

const prefix = "/2015-03-31/packages/";
/** As long as AWS's own. */
const validMs = 10 * 60_000;

/** Links by which the zips of functions and layers can be read for ten minutes, by anyone who has one. */
export class CodeLinks {
  private readonly secret = randomBytes(32);

  constructor(
    private readonly code: CodeStore,
    private readonly endpoint: string,
  ) {}

  /** @param sha256 Of the zip. */
  to(sha256: string, region: string, now = Date.now()): string {
    const expires = String(now + validMs);
    const query = new URLSearchParams({
      // by this the endpoint knows whom the request is for
      "X-Amz-Credential": `package/${new Date(now).toISOString().slice(0, 10).replaceAll("-", "")}/${region}/lambda/aws4_request`,
      "X-Amz-Expires": expires,
      "X-Amz-Signature": this.sign(sha256, expires),
    });
    return `${this.endpoint}${prefix}${sha256}?${query}`;
  }

  /** Answers a request that has such a link. @returns Whether it has one. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    if (request.method !== "GET" || !pathname.startsWith(prefix)) {
      return false;
    }
    const sha256 = pathname.slice(prefix.length);
    const expires = searchParams.get("X-Amz-Expires") ?? "";
    const given = Buffer.from(searchParams.get("X-Amz-Signature") ?? "");
    const right = Buffer.from(this.sign(sha256, expires));
    const isRight = given.length === right.length && timingSafeEqual(given, right) && Number(expires) > Date.now();
    const path = this.code.path(sha256);
    if (!isRight || !existsSync(path)) {
      response.writeHead(isRight ? 404 : 403, { "content-type": "text/plain" });
      response.end(isRight ? "The package is not there any more." : "The link is not valid any more.");
      return true;
    }
    response.writeHead(200, { "content-type": "application/zip", "content-length": statSync(path).size });
    // who leaves before the end has it so
    await pipeline(createReadStream(path), response).catch(() => {});
    return true;
  }

  private sign(sha256: string, expires: string): string {
    return createHmac("sha256", this.secret).update(`${sha256} ${expires}`).digest("hex");
  }
}

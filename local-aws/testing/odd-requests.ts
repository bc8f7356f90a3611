import { request } from "node:http";
import { pick, type Random } from "./random";

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** @throws Where there is no answer in time, or the connection is closed without one. */
export function send(port: number, sent: WireRequest, timeout = 5_000): Promise<WireAnswer> {
  const { method, url: path, body } = sent;
  // a GET may have a body, too; trailers come in chunks
  const length = { "content-length": String(Buffer.byteLength(body)) };
  const headers = { ...sent.headers, ...(sent.headers.trailer ? { "transfer-encoding": "chunked" } : length) };
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, method, path, headers, timeout }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.once("error", reject);
      answer.once("end", () => {
        const text = Buffer.concat(parts).toString("utf8");
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
      });
    });
    outgoing.once("timeout", () => outgoing.destroy(new Error(`no answer in ${timeout} ms`)));
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

const oddTexts = [
  "",
  " ",
  "\u0000",
  "공장 😀",
  "<a>&\"']]>",
  "__proto__",
  "../../etc/passwd",
  "%zz",
  "%00",
  "-1",
  "1e400",
  "\r\n",
];
const oddTypes = [
  "application/json",
  "text/xml",
  "application/x-amz-json-1.0",
  "multipart/form-data",
  "",
  "é/ü",
  "x".repeat(2_000),
];
const oddHeaders: Readonly<Record<string, string>> = {
  trailer: "x-odd",
  te: "trailers",
  range: "bytes=9-1",
  "content-encoding": "gzip",
  "x-amz-target": "Odd.Odd",
  "x-amz-date": "yesterday",
  "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
  "accept-encoding": "br",
  "x-odd": "\u00fc\u00ff",
  "x-amzn-trace-id": "Root=1",
};
const methods = ["GET", "PUT", "DELETE", "HEAD", "PATCH"];

/** A request that is right but for some odd places. */
export function odd(right: WireRequest, next: Random): WireRequest {
  let { method, url, headers, body } = right;
  for (let changes = 1 + next(3); changes > 0; changes--) {
    switch (next(7)) {
      case 0:
        method = pick(next, methods);
        break;
      case 1:
        url = `${url}${pick(next, ["?", "/", "//", "%", "%00", "?Action=Odd&Action=", "/..%2f..", "?a[b]=c"])}`;
        break;
      case 2:
        headers = { ...headers, "content-type": pick(next, oddTypes) };
        break;
      case 3: {
        const name = pick(next, Object.keys(oddHeaders));
        headers = { ...headers, [name]: oddHeaders[name] as string };
        break;
      }
      case 4: {
        const at = next(body.length + 1);
        body = `${body.slice(0, at)}${encodeURIComponent(pick(next, oddTexts))}${body.slice(at + next(9))}`;
        break;
      }
      case 5:
        body = `${body.slice(0, next(body.length + 1))}${pick(next, oddTexts)}`;
        break;
      default:
        body = pick<string | Buffer>(next, [
          "",
          "{",
          "[]",
          "null",
          "=&=&=",
          Buffer.from([0, 255, 254, 195]),
          "&A=".repeat(5_000),
        ]);
    }
  }
  return { method, url, headers, body };
}

/** Signed as if for a service: the endpoint finds it by that. */
export const signedFor = (service: string): { readonly authorization: string } => ({
  authorization: `AWS4-HMAC-SHA256 Credential=local/20250712/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

import { createHash, type Hash } from "node:crypto";
import { AwsError } from "../../protocol/aws-error";
import type { ChunkSignatures } from "../../protocol/signatures/signature";

const maxHeaderBytes = 16 * 1024;

/**
 * Takes the `aws-chunked` coding off a body: each chunk is `<hex size>[;chunk-signature=…]\r\n<bytes>\r\n`, and after
 * the empty last one come trailers.
 *
 * @param trailers Takes the trailers, by lower-case name.
 * @param signatures Where chunks are signed and credentials are asked for.
 * @throws `IncompleteBody` where the coding is broken or ends early, SignatureError for a wrong chunk or trailer.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export async function* decodeAwsChunked(
  body: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
  signatures?: ChunkSignatures,
): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let remaining = 0;
  let signature = "";
  let hash: Hash | undefined;
  let state: "size" | "data" | "end-of-data" | "trailers" | "done" = "size";
  for await (const part of body) {
    let data = rest.length > 0 ? Buffer.concat([rest, part]) : part;
    rest = Buffer.alloc(0);
    while (data.length > 0 && state !== "done") {
      if (state === "data") {
        const chunk = data.subarray(0, remaining);
        remaining -= chunk.length;
        hash?.update(chunk);
        data = data.subarray(chunk.length);
        state = remaining === 0 ? "end-of-data" : "data";
        yield chunk;
        continue;
      }
      const lineEnd = data.indexOf("\r\n");
      if (lineEnd === -1) {
        if (data.length > maxHeaderBytes) {
          throw incompleteBody();
        }
        rest = data;
        break;
      }
      const line = data.toString("latin1", 0, lineEnd);
      data = data.subarray(lineEnd + 2);
      if (state === "end-of-data") {
        if (line !== "") {
          throw incompleteBody();
        }
        signatures?.verifyChunk((hash as Hash).digest("hex"), signature);
        state = "size";
      } else if (state === "size") {
        remaining = parseSize(line);
        signature = /;chunk-signature=([0-9a-f]+)/.exec(line)?.[1] ?? "";
        hash = signatures && createHash("sha256");
        if (remaining === 0) {
          signatures?.verifyChunk((hash as Hash).digest("hex"), signature);
        }
        state = remaining === 0 ? "trailers" : "data";
      } else if (line === "") {
        state = "done";
      } else {
        const colon = line.indexOf(":");
        trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
      }
    }
  }
  // Some clients leave out the empty line after the trailers.
  if (state !== "done" && (state !== "trailers" || rest.length > 0)) {
    throw incompleteBody();
  }
  verifyTrailers(trailers, signatures);
}

function verifyTrailers(trailers: ReadonlyMap<string, string>, signatures: ChunkSignatures | undefined): void {
  const signed = [...trailers].filter(([name]) => name !== "x-amz-trailer-signature");
  if (signed.length > 0) {
    const text = signed.map(([name, value]) => `${name}:${value}\n`).join("");
    signatures?.verifyTrailers(text, trailers.get("x-amz-trailer-signature") ?? "");
  }
}

function parseSize(line: string): number {
  const size = /^([0-9a-fA-F]{1,12})(;.*)?$/.exec(line)?.[1];
  if (size === undefined) {
    throw incompleteBody();
  }
  return Number.parseInt(size, 16);
}

export function incompleteBody(): AwsError {
  const message = "You did not provide the number of bytes specified by the Content-Length HTTP header";
  return new AwsError("IncompleteBody", message);
}

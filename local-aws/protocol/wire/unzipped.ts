import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AwsError } from "../aws-error";

const unzip = promisify(gunzip);

/**
 * A request's body as it was before its client compressed it, as SDKs do with much data for CloudWatch.
 *
 * @param maxBytes A longer one is refused.
 * @throws AwsError
 * @see https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait
 */
export async function unzipped({ headers }: IncomingMessage, body: Buffer, maxBytes: number): Promise<Buffer> {
  if (headers["content-encoding"]?.trim().toLowerCase() !== "gzip" || body.length === 0) {
    return body;
  }
  try {
    return await unzip(body, { maxOutputLength: maxBytes });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE"
      ? new AwsError("RequestEntityTooLarge", `The request body is longer than ${maxBytes} bytes.`, 413)
      : new AwsError("SerializationException", "The request body is no gzip.");
  }
}

import type { IncomingMessage } from "node:http";
import { AwsError } from "./aws-error";

/**
 * Reads a whole request body into memory.
 *
 * @param maxBytes A longer body is refused with `RequestEntityTooLarge`.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  // Where it is left early, the connection must live on to carry the error.
  const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const part of body) {
    length += part.length;
    if (length > maxBytes) {
      throw new AwsError("RequestEntityTooLarge", `The request body is longer than ${maxBytes} bytes.`, 413);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

import type { S3Request } from "../request/s3-request";
import { invalidArgument } from "../response/errors";

/** The part number of an upload, from 1 to 10,000. @throws `InvalidArgument` */
export function partNumber(request: S3Request): number {
  const text = request.query.get("partNumber") ?? "";
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > 10_000) {
    throw invalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
  }
  return number;
}

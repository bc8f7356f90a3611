import { AwsError } from "../../protocol/aws-error";
import { numberParameter, type S3Request } from "../request/s3-request";
import { invalidArgument } from "../response/errors";
import type { StoredObject } from "./object-store";

export interface ByteRange {
  readonly start: number;
  /** In bytes. */
  readonly length: number;
  readonly headers: Readonly<Record<string, number>>;
}

/**
 * The part of an object that a GET or HEAD asks for: by `Range` (one range; others are ignored, as S3 does) or by
 * `partNumber`. Undefined for all of it.
 *
 * @throws `InvalidRange`, `InvalidPartNumber`
 */
export function findRange(request: S3Request, object: StoredObject): ByteRange | undefined {
  const { range } = request.headers;
  if (request.query.has("partNumber")) {
    if (range !== undefined) {
      throw new AwsError("InvalidRequest", "Cannot specify both Range header and partNumber query parameter");
    }
    return findPart(request, object);
  }
  const match = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/.exec(range ?? "");
  const [, first = "", last = ""] = match ?? [];
  if (range === undefined || match === null || (first === "" && last === "")) {
    return undefined;
  }
  if (first !== "" && last !== "" && Number(first) > Number(last)) {
    return undefined;
  }
  const start = first === "" ? Math.max(0, object.size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? object.size - 1 : Math.min(Number(last), object.size - 1);
  if (start > end || start >= object.size) {
    const fields = { RangeRequested: range, ActualObjectSize: object.size };
    throw new AwsError("InvalidRange", "The requested range is not satisfiable", 416, fields);
  }
  return { start, length: end - start + 1, headers: {} };
}

function findPart(request: S3Request, object: StoredObject): ByteRange | undefined {
  const number = numberParameter(request, "partNumber", 1, 2_147_483_647);
  if (number < 1 || number > 10_000) {
    const message = "Part number must be an integer between 1 and 10000, inclusive";
    throw invalidArgument(message, "partNumber", String(number));
  }
  const { parts } = object.metadata;
  const sizes = parts ?? [object.size];
  const length = sizes[number - 1];
  if (length === undefined) {
    const fields = { ActualPartCount: sizes.length, PartNumberRequested: number };
    throw new AwsError("InvalidPartNumber", "The requested partnumber is not satisfiable", 416, fields);
  }
  const start = sizes.slice(0, number - 1).reduce((sum, size) => sum + size, 0);
  return object.size === 0
    ? undefined
    : { start, length, headers: parts === undefined ? {} : { "x-amz-mp-parts-count": parts.length } };
}

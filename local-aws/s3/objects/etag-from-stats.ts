import { hash } from "node:crypto";
import type { BigIntStats } from "node:fs";
import { fileIdentity } from "../buckets/metadata-journal";

/**
 * The ETag of a file that was not written through S3: from its size and time of change, without reading it. The `-1`
 * marks it, as on AWS, as something else than the MD5 of the bytes.
 */
export function etagFromStats(stats: BigIntStats): string {
  return `${hash("md5", fileIdentity(stats))}-1`;
}

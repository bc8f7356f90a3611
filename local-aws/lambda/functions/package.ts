import { readFileSync } from "node:fs";
import { invalidParameter, tooLarge } from "../errors";
import type { LambdaContext } from "../lambda-context";

/** How a request gives a zip. */
export interface GivenPackage {
  readonly ZipFile?: Uint8Array | undefined;
  readonly S3Bucket?: string | undefined;
  readonly S3Key?: string | undefined;
}

/** What a request itself may carry. */
const mostDirectBytes = 50 * 1024 * 1024;

/** The bytes of a zip that a request gives, or names in S3. @throws AwsError Where it gives none, or there is none. */
export function readPackage({ objects }: Pick<LambdaContext, "objects">, given: GivenPackage): Buffer {
  const { ZipFile: bytes, S3Bucket: bucket, S3Key: key } = given;
  if (bytes !== undefined && bucket === undefined && key === undefined) {
    if (bytes.length > mostDirectBytes) {
      throw tooLarge(`Request must be smaller than ${mostDirectBytes} bytes for the CreateFunction operation`);
    }
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  if (bytes !== undefined || bucket === undefined || key === undefined) {
    throw invalidParameter("Please provide a source for function code: a ZipFile, or S3Bucket and S3Key.");
  }
  const path = objects.hasBucket(bucket) ? objects.filePath(bucket, key) : undefined;
  if (path === undefined) {
    const [code, message] = objects.hasBucket(bucket)
      ? ["NoSuchKey", "The specified key does not exist."]
      : ["NoSuchBucket", "The specified bucket does not exist"];
    throw invalidParameter(`Error occurred while GetObject. S3 Error Code: ${code}. S3 Error Message: ${message}`);
  }
  return readFileSync(path);
}

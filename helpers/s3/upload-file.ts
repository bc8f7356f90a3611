import { createReadStream } from "node:fs";
import { Upload } from "@aws-sdk/lib-storage";
import { s3Client } from "../clients";

const contentTypes: Readonly<Record<string, string>> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json",
  py: "text/x-python; charset=utf-8",
  sql: "application/sql",
};

const partBytes = 5 * 1024 * 1024;

/** How many requests an upload of so many bytes takes, all of them billed as a PUT. */
export function putRequests(bytes: number): number {
  return bytes <= partBytes ? 1 : Math.ceil(bytes / partBytes) + 2;
}

/**
 * Uploads a file; one larger than 5 MB goes in parts. Calls `s3:PutObject`, or `s3:CreateMultipartUpload`,
 * `s3:UploadPart` and `s3:CompleteMultipartUpload`.
 *
 * @param onBytes Told the bytes of this file sent so far.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export async function uploadFile(
  file: string,
  bucket: string,
  key: string,
  { onBytes, signal }: { onBytes?: (sent: number) => void; signal?: AbortSignal } = {},
): Promise<void> {
  const ContentType = contentTypes[key.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  const upload = new Upload({
    client: s3Client(),
    partSize: partBytes,
    params: { Bucket: bucket, Key: key, Body: createReadStream(file), ContentType },
  });
  upload.on("httpUploadProgress", ({ loaded = 0 }) => onBytes?.(loaded));
  const abort = () => void upload.abort();
  signal?.addEventListener("abort", abort, { once: true });
  try {
    await upload.done();
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

import { closeSync, createReadStream } from "node:fs";
import { xmlDocument } from "../../protocol/xml-document";
import { checksumMembers, fullChecksum } from "../checksums/checksums";
import { openCopySource } from "../objects/copy-source";
import { encryptionHeaders } from "../objects/object-headers";
import type { ObjectStore, OpenObject } from "../objects/object-store";
import type { CopySourceHeaders } from "../request/s3-headers";
import type { S3Request } from "../request/s3-request";
import { invalidArgument } from "../response/errors";
import { s3Namespace } from "../response/s3-namespace";
import type { S3Response } from "../response/s3-response";
import { partNumber } from "../uploads/part-number";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export async function uploadPartCopy(objects: ObjectStore, request: S3Request): Promise<S3Response> {
  const number = partNumber(request);
  const uploads = objects.uploads(request.bucket);
  const upload = uploads.find(request.query.get("uploadId") ?? "", request.key);
  const { copySource } = request.headers;
  const source = openCopySource(objects, copySource);
  const { start, end } = copyRange(copySource, source);
  const bytes = createReadStream("", { fd: source.descriptor, start, end, highWaterMark: 1024 * 1024 });
  const file = await objects.stage(end < start ? [] : bytes, ["crc32", upload.algorithm ?? "crc32"]);
  try {
    const checksum = upload.algorithm && fullChecksum(upload.algorithm, file.digests);
    const part = uploads.addPart(upload, number, file, checksum);
    const xml = xmlDocument(
      "CopyPartResult",
      {
        ETag: `"${part.etag}"`,
        LastModified: new Date(part.lastModified),
        ...(checksum && checksumMembers({ algorithm: checksum.algorithm, value: checksum.value })),
      },
      s3Namespace,
    );
    return { headers: encryptionHeaders, xml };
  } finally {
    file.discard();
  }
}

function copyRange({ range: text }: CopySourceHeaders, source: OpenObject): { start: number; end: number } {
  if (text === undefined) {
    return { start: 0, end: source.size - 1 };
  }
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(text) ?? [];
  const start = Number(first);
  const end = Number(last);
  if (first === undefined || last === undefined || start > end) {
    closeSync(source.descriptor);
    const message =
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy";
    throw invalidArgument(message, "x-amz-copy-source-range", text);
  }
  if (end >= source.size) {
    closeSync(source.descriptor);
    const message = `Range specified is not valid for source object of size: ${source.size}`;
    throw invalidArgument(message, "x-amz-copy-source-range", text);
  }
  return { start, end };
}

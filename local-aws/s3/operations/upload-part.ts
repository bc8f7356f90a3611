import { checksumHeaders, checksumTypeMismatch } from "../checksums/checksums";
import { encryptionHeaders } from "../objects/object-headers";
import type { ObjectStore } from "../objects/object-store";
import { receiveBody } from "../request/request-body";
import type { S3Request } from "../request/s3-request";
import type { S3Response } from "../response/s3-response";
import { partNumber } from "../uploads/part-number";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export async function uploadPart(objects: ObjectStore, request: S3Request): Promise<S3Response> {
  const number = partNumber(request);
  const uploads = objects.uploads(request.bucket);
  const upload = uploads.find(request.query.get("uploadId") ?? "", request.key);
  const { file, checksum } = await receiveBody(objects, request, upload.algorithm, ["crc32"]);
  try {
    if (upload.algorithm !== undefined && checksum?.algorithm !== upload.algorithm) {
      throw checksumTypeMismatch(upload.algorithm, checksum?.algorithm);
    }
    uploads.find(upload.id, request.key);
    const part = uploads.addPart(upload, number, file, checksum);
    return { headers: { etag: `"${part.etag}"`, ...encryptionHeaders, ...checksumHeaders(checksum) } };
  } finally {
    file.discard();
  }
}

import { defaultAlgorithm } from "../checksums/algorithms";
import { checksumHeaders } from "../checksums/checksums";
import { checkWriteConditions } from "../objects/conditions";
import { encryptionHeaders, metadataOfWrite } from "../objects/object-headers";
import { md5Of, type ObjectStore } from "../objects/object-store";
import { receiveBody } from "../request/request-body";
import { causeOf, type S3Request } from "../request/s3-request";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export async function putObject(objects: ObjectStore, request: S3Request): Promise<S3Response> {
  const { bucket, key } = request;
  const { conditions } = request.headers;
  checkWriteConditions(conditions, key, objects.find(bucket, key));
  const metadata = metadataOfWrite(request.headers.metadata);
  const { file, checksum: sent } = await receiveBody(objects, request, defaultAlgorithm);
  const checksum = sent && { ...sent, type: "FULL_OBJECT" as const };
  try {
    // Another write may have come in between.
    checkWriteConditions(conditions, key, objects.find(bucket, key));
  } catch (error) {
    file.discard();
    throw error;
  }
  const how = { event: "ObjectCreated:Put", cause: causeOf(request) } as const;
  const { etag } = objects.commit(bucket, key, file, { etag: md5Of(file), ...metadata, checksum }, how);
  return { headers: { etag: `"${etag}"`, ...encryptionHeaders, ...checksumHeaders(checksum) } };
}

import type { ObjectStore } from "../objects/object-store";
import { readObject } from "../objects/read-object";
import type { S3Request } from "../request/s3-request";
import { noSuchKey } from "../response/errors";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export function headObject(objects: ObjectStore, request: S3Request): S3Response {
  const object = objects.find(request.bucket, request.key);
  if (object === undefined) {
    throw noSuchKey(request.key);
  }
  const { status, headers, bytes } = readObject(request, object);
  return { status, headers: { ...headers, "content-length": bytes?.length } };
}

import type { ObjectStore } from "../objects/object-store";
import type { S3Request } from "../request/s3-request";
import { taggingXml } from "../request/tags";
import { noSuchKey } from "../response/errors";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export function getObjectTagging(objects: ObjectStore, request: S3Request): S3Response {
  const object = objects.find(request.bucket, request.key);
  if (object === undefined) {
    throw noSuchKey(request.key);
  }
  return { xml: taggingXml(object.metadata.tags ?? {}) };
}

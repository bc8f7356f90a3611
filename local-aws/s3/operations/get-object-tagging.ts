import type { ObjectStore } from "../objects/object-store";
import type { S3Answer, S3Request } from "../request/s3-request";
import { taggingXml } from "../request/tags";
import { noSuchKey } from "../response/errors";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export function getObjectTagging(objects: ObjectStore, request: S3Request): S3Answer {
  const object = objects.find(request.bucket, request.key);
  if (object === undefined) {
    throw noSuchKey(request.key);
  }
  return { xml: taggingXml(object.metadata.tags ?? {}) };
}

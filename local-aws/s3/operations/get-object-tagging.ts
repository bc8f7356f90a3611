import { noSuchKey } from "../errors";
import type { ObjectStore } from "../object-store";
import type { S3Answer, S3Request } from "../s3-request";
import { taggingXml } from "../tags";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export function getObjectTagging(objects: ObjectStore, request: S3Request): S3Answer {
  const object = objects.find(request.bucket, request.key);
  if (object === undefined) {
    throw noSuchKey(request.key);
  }
  return { xml: taggingXml(object.metadata.tags ?? {}) };
}

import type { ObjectStore } from "../objects/object-store";
import type { S3Answer, S3Request } from "../request/s3-request";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html */
export function deleteObjectTagging(objects: ObjectStore, request: S3Request): S3Answer {
  objects.setTags(request.bucket, request.key, {});
  return { status: 204 };
}

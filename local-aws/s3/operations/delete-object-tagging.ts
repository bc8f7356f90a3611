import type { ObjectStore } from "../objects/object-store";
import { causeOf, type S3Request } from "../request/s3-request";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html */
export function deleteObjectTagging(objects: ObjectStore, request: S3Request): S3Response {
  const how = { event: "ObjectTagging:Delete", cause: causeOf(request) } as const;
  objects.setTags(request.bucket, request.key, {}, how);
  return { status: 204 };
}

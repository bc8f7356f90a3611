import type { ObjectStore } from "../objects/object-store";
import type { S3Request } from "../request/s3-request";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export function deleteBucket(objects: ObjectStore, request: S3Request): S3Response {
  objects.deleteBucket(request.bucket);
  return { status: 204 };
}

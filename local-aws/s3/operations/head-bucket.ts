import type { ObjectStore } from "../objects/object-store";
import type { S3Request } from "../request/s3-request";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export function headBucket(objects: ObjectStore, request: S3Request): S3Response {
  const region = objects.settings(request.bucket).read().region ?? request.context.region;
  return { headers: { "x-amz-bucket-region": region, "content-type": "application/xml" } };
}

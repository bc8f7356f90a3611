import type { ObjectStore } from "../objects/object-store";
import type { S3Answer, S3Request } from "../request/s3-request";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export function headBucket(objects: ObjectStore, request: S3Request): S3Answer {
  const region = objects.settings(request.bucket).read().region ?? request.context.region;
  return { headers: { "x-amz-bucket-region": region, "content-type": "application/xml" } };
}

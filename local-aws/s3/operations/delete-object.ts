import { checkIfMatch } from "../objects/conditions";
import type { ObjectStore } from "../objects/object-store";
import { causeOf, type S3Request } from "../request/s3-request";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export async function deleteObject(objects: ObjectStore, request: S3Request): Promise<S3Response> {
  const { bucket, key, headers } = request;
  checkIfMatch(headers.conditions.ifMatch, key, objects.find(bucket, key));
  await objects.delete(bucket, key, causeOf(request));
  return { status: 204 };
}

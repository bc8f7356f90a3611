import type { ObjectStore } from "../object-store";
import type { S3Answer, S3Request } from "../s3-request";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export async function deleteObject(objects: ObjectStore, request: S3Request): Promise<S3Answer> {
  await objects.delete(request.bucket, request.key);
  return { status: 204 };
}

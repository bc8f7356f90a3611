import { checkIfMatch } from "../objects/conditions";
import type { ObjectStore } from "../objects/object-store";
import { header, type S3Answer, type S3Request } from "../request/s3-request";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export async function deleteObject(objects: ObjectStore, request: S3Request): Promise<S3Answer> {
  const { bucket, key } = request;
  checkIfMatch(header(request, "if-match"), key, objects.find(bucket, key));
  await objects.delete(bucket, key);
  return { status: 204 };
}

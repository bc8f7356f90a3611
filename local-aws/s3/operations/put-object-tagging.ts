import type { ObjectStore } from "../object-store";
import { receiveText } from "../request-body";
import type { S3Answer, S3Request } from "../s3-request";
import { maxObjectTags, parseTagging } from "../tags";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export async function putObjectTagging(objects: ObjectStore, request: S3Request): Promise<S3Answer> {
  const tags = parseTagging(await receiveText(objects, request), maxObjectTags);
  objects.setTags(request.bucket, request.key, tags);
  return {};
}

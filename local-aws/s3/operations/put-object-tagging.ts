import type { ObjectStore } from "../objects/object-store";
import { receiveText } from "../request/request-body";
import { causeOf, type S3Request } from "../request/s3-request";
import { maxObjectTags, parseTagging } from "../request/tags";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export async function putObjectTagging(objects: ObjectStore, request: S3Request): Promise<S3Response> {
  const tags = parseTagging(await receiveText(objects, request), maxObjectTags);
  const how = { event: "ObjectTagging:Put", cause: causeOf(request) } as const;
  objects.setTags(request.bucket, request.key, tags, how);
  return {};
}

import { closeSync } from "node:fs";
import type { ObjectStore } from "../objects/object-store";
import { readObject } from "../objects/read-object";
import type { S3Request } from "../request/s3-request";
import { noSuchKey } from "../response/errors";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export function getObject(objects: ObjectStore, request: S3Request): S3Response {
  const object = objects.open(request.bucket, request.key);
  if (object === undefined) {
    throw noSuchKey(request.key);
  }
  const { descriptor } = object;
  try {
    const { status, headers, bytes } = readObject(request, object);
    if (bytes === undefined) {
      closeSync(descriptor);
    }
    return { status, headers, file: bytes && { descriptor, ...bytes } };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

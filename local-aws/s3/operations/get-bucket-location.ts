import { xmlDocument } from "../../protocol/xml-document";
import type { ObjectStore } from "../objects/object-store";
import type { S3Request } from "../request/s3-request";
import { s3Namespace } from "../response/s3-namespace";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export function getBucketLocation(objects: ObjectStore, request: S3Request): S3Response {
  const region = objects.settings(request.bucket).read().region ?? request.context.region;
  return { xml: xmlDocument("LocationConstraint", region === "us-east-1" ? "" : region, s3Namespace) };
}

import { closeSync, createReadStream } from "node:fs";
import { AwsError } from "../../protocol/aws-error";
import { xmlDocument } from "../../protocol/rest-xml";
import { checkWriteConditions } from "../conditions";
import { openCopySource } from "../copy-source";
import { s3Namespace } from "../namespace";
import { metadataFromRequest } from "../object-headers";
import { md5Of, type ObjectStore } from "../object-store";
import { header, type S3Answer, type S3Request } from "../s3-request";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export async function copyObject(objects: ObjectStore, request: S3Request): Promise<S3Answer> {
  const { bucket, key } = request;
  objects.bucket(bucket);
  checkWriteConditions(request, objects.find(bucket, key));
  const source = openCopySource(objects, request);
  const replaces = header(request, "x-amz-metadata-directive") === "REPLACE";
  if (source.bucket === bucket && source.key === key && !replaces) {
    closeSync(source.descriptor);
    const message =
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.";
    throw new AwsError("InvalidRequest", message);
  }
  const { headers, user, tags, checksum } = source.metadata;
  const kept = checksum?.type === "FULL_OBJECT" ? checksum : undefined;
  const metadata = replaces ? metadataFromRequest(request) : { headers, user };
  const bytes = createReadStream("", { fd: source.descriptor, start: 0, highWaterMark: 1024 * 1024 });
  const file = await objects.stage(bytes);
  const copy = objects.commit(bucket, key, file, { etag: md5Of(file), ...metadata, tags, checksum: kept });
  const xml = xmlDocument("CopyObjectResult", { ETag: `"${copy.etag}"`, LastModified: copy.lastModified }, s3Namespace);
  return { xml };
}

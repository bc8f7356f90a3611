import { closeSync, createReadStream } from "node:fs";
import { AwsError } from "../../protocol/aws-error";
import { xmlDocument } from "../../protocol/rest-xml";
import { type Algorithm, checksumMembers, fullChecksum, isAlgorithm } from "../checksums";
import { checkWriteConditions } from "../conditions";
import { openCopySource } from "../copy-source";
import { s3Namespace } from "../namespace";
import { metadataFromRequest } from "../object-headers";
import { md5Of, type ObjectStore, type StoredObject } from "../object-store";
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
  const { headers, user, tags } = source.metadata;
  const sent = metadataFromRequest(request);
  const bytes = createReadStream("", { fd: source.descriptor, start: 0, highWaterMark: 1024 * 1024 });
  const algorithm = copyAlgorithm(request, source);
  const file = await objects.stage(bytes, algorithm === undefined ? [] : [algorithm]);
  const checksum = algorithm && fullChecksum(algorithm, file);
  try {
    checkWriteConditions(request, objects.find(bucket, key));
  } catch (error) {
    file.discard();
    throw error;
  }
  const copy = objects.commit(bucket, key, file, {
    etag: md5Of(file),
    ...(replaces ? { headers: sent.headers, user: sent.user } : { headers, user }),
    tags: header(request, "x-amz-tagging-directive") === "REPLACE" ? sent.tags : tags,
    checksum,
  });
  const xml = xmlDocument(
    "CopyObjectResult",
    { ETag: `"${copy.etag}"`, LastModified: copy.lastModified, ...checksumMembers(checksum) },
    s3Namespace,
  );
  return { xml };
}

function copyAlgorithm(request: S3Request, source: StoredObject): Algorithm | undefined {
  const asked = (header(request, "x-amz-checksum-algorithm") ?? "").toLowerCase();
  return isAlgorithm(asked) ? asked : source.metadata.checksum?.algorithm;
}

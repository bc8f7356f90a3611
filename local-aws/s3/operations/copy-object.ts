import { closeSync, createReadStream } from "node:fs";
import { AwsError } from "../../protocol/aws-error";
import { xmlDocument } from "../../protocol/xml-document";
import { defaultAlgorithm, parseAlgorithm } from "../checksums/algorithms";
import { checksumMembers, fullChecksum } from "../checksums/checksums";
import { checkWriteConditions } from "../objects/conditions";
import { openCopySource } from "../objects/copy-source";
import { encryptionHeaders, metadataOfWrite } from "../objects/object-headers";
import { md5Of, type ObjectStore } from "../objects/object-store";
import { causeOf, type S3Request } from "../request/s3-request";
import { invalidArgument } from "../response/errors";
import { s3Namespace } from "../response/s3-namespace";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export async function copyObject(objects: ObjectStore, request: S3Request): Promise<S3Response> {
  const { bucket, key } = request;
  const { conditions, copySource, metadata, checksumAlgorithm, serverSideEncryption } = request.headers;
  objects.bucket(bucket);
  checkWriteConditions(conditions, key, objects.find(bucket, key));
  const replaces = isReplaced("metadata", metadata.directive);
  const replacesTags = isReplaced("tagging", metadata.taggingDirective);
  const sent = metadataOfWrite(metadata);
  const asked = parseAlgorithm(checksumAlgorithm);
  const source = openCopySource(objects, copySource);
  const changes = replaces || serverSideEncryption !== undefined;
  if (source.bucket === bucket && source.key === key && !changes) {
    closeSync(source.descriptor);
    const message =
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.";
    throw new AwsError("InvalidRequest", message);
  }
  const { headers, user, tags } = source.metadata;
  const algorithm = asked ?? source.metadata.checksum?.algorithm ?? defaultAlgorithm;
  const bytes = createReadStream("", { fd: source.descriptor, start: 0, highWaterMark: 1024 * 1024 });
  const file = await objects.stage(bytes, [algorithm]);
  const checksum = fullChecksum(algorithm, file.digests);
  try {
    checkWriteConditions(conditions, key, objects.find(bucket, key));
  } catch (error) {
    file.discard();
    throw error;
  }
  const kept = {
    etag: md5Of(file),
    ...(replaces ? { headers: sent.headers, user: sent.user } : { headers, user }),
    tags: replacesTags ? sent.tags : tags,
    checksum,
  };
  const how = { event: "ObjectCreated:Copy", cause: causeOf(request) } as const;
  const copy = objects.commit(bucket, key, file, kept, how);
  const xml = xmlDocument(
    "CopyObjectResult",
    { ETag: `"${copy.etag}"`, LastModified: copy.lastModified, ...checksumMembers(checksum) },
    s3Namespace,
  );
  return { headers: encryptionHeaders, xml };
}

/** @throws `InvalidArgument` */
function isReplaced(what: "metadata" | "tagging", directive = "COPY"): boolean {
  if (directive !== "COPY" && directive !== "REPLACE") {
    throw invalidArgument(`Unknown ${what} directive.`, `x-amz-${what}-directive`, directive);
  }
  return directive === "REPLACE";
}

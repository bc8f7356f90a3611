import { closeSync, createReadStream } from "node:fs";
import { AwsError } from "../../protocol/aws-error";
import { xmlDocument } from "../../protocol/rest-xml";
import { checksumMembers, defaultAlgorithm, fullChecksum, namedAlgorithm } from "../checksums/checksums";
import { checkWriteConditions } from "../objects/conditions";
import { openCopySource } from "../objects/copy-source";
import { encryptionHeaders, metadataFromRequest } from "../objects/object-headers";
import { md5Of, type ObjectStore } from "../objects/object-store";
import { header, type S3Answer, type S3Request } from "../request/s3-request";
import { invalidArgument } from "../response/errors";
import { s3Namespace } from "../response/namespace";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export async function copyObject(objects: ObjectStore, request: S3Request): Promise<S3Answer> {
  const { bucket, key } = request;
  objects.bucket(bucket);
  checkWriteConditions(request, objects.find(bucket, key));
  const replaces = isReplaced(request, "metadata");
  const replacesTags = isReplaced(request, "tagging");
  const sent = metadataFromRequest(request);
  const asked = namedAlgorithm(request);
  const source = openCopySource(objects, request);
  const changes = replaces || header(request, "x-amz-server-side-encryption") !== undefined;
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
  const checksum = fullChecksum(algorithm, file);
  try {
    checkWriteConditions(request, objects.find(bucket, key));
  } catch (error) {
    file.discard();
    throw error;
  }
  const copy = objects.commit(bucket, key, file, {
    etag: md5Of(file),
    ...(replaces ? { headers: sent.headers, user: sent.user } : { headers, user }),
    tags: replacesTags ? sent.tags : tags,
    checksum,
  });
  const xml = xmlDocument(
    "CopyObjectResult",
    { ETag: `"${copy.etag}"`, LastModified: copy.lastModified, ...checksumMembers(checksum) },
    s3Namespace,
  );
  return { headers: encryptionHeaders, xml };
}

/** @throws `InvalidArgument` */
function isReplaced(request: S3Request, what: "metadata" | "tagging"): boolean {
  const name = `x-amz-${what}-directive`;
  const directive = header(request, name) ?? "COPY";
  if (directive !== "COPY" && directive !== "REPLACE") {
    throw invalidArgument(`Unknown ${what} directive.`, name, directive);
  }
  return directive === "REPLACE";
}

import { AwsError } from "../../protocol/aws-error";
import { xmlDocument } from "../../protocol/xml-document";
import { checksumAlgorithms, defaultAlgorithm } from "../checksums/algorithms";
import { checksumMembers, checksumTypeMismatch, fullChecksum, type ObjectChecksum } from "../checksums/checksums";
import { type Digests, startDigest } from "../checksums/digest";
import { checkWriteConditions } from "../objects/conditions";
import { encryptionHeaders } from "../objects/object-headers";
import type { ObjectStore } from "../objects/object-store";
import { parseXml, xmlList, xmlText } from "../request/parse-xml";
import { receiveText } from "../request/request-body";
import { causeOf, type S3Request } from "../request/s3-request";
import { malformedXml } from "../response/errors";
import { s3Namespace } from "../response/s3-namespace";
import type { S3Response } from "../response/s3-response";
import { invalidPart, multipartEtag, type Part, type Upload } from "../uploads/multipart-uploads";

const minPartBytes = 5 * 1024 * 1024;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export async function completeMultipartUpload(objects: ObjectStore, request: S3Request): Promise<S3Response> {
  const { bucket, key, headers } = request;
  const uploads = objects.uploads(bucket);
  const upload = uploads.find(request.query.get("uploadId") ?? "", key);
  const body = parseXml(await receiveText(objects, withoutChecksums(request)), "CompleteMultipartUpload");
  const parts = chooseParts(xmlList(body.Part), uploads.parts(upload), upload);
  checkWhole(request, upload, parts);
  const wholeDigest = upload.checksumType === "COMPOSITE" ? [] : [upload.algorithm ?? defaultAlgorithm];
  const file = await objects.stage(uploads.read(upload, parts), wholeDigest);
  const checksum = objectChecksum(upload, parts, file.digests);
  try {
    checkObjectChecksum(request, checksum);
    uploads.find(upload.id, key);
    checkWriteConditions(headers.conditions, key, objects.find(bucket, key));
  } catch (error) {
    file.discard();
    throw error;
  }
  const metadata = { ...upload.metadata, etag: multipartEtag(parts), parts: parts.map((part) => part.size), checksum };
  const how = { event: "ObjectCreated:CompleteMultipartUpload", cause: causeOf(request) } as const;
  const { etag } = objects.commit(bucket, key, file, metadata, how);
  uploads.remove(upload);
  const xml = xmlDocument(
    "CompleteMultipartUploadResult",
    {
      Location: `http://${headers.host}/${bucket}/${encodeURIComponent(key)}`,
      Bucket: bucket,
      Key: key,
      ETag: `"${etag}"`,
      ...checksumMembers(checksum),
    },
    s3Namespace,
  );
  return { headers: encryptionHeaders, xml };
}

/** Compares what the request says of the whole object with the upload. @throws `InvalidRequest` */
function checkWhole({ headers }: S3Request, upload: Upload, parts: readonly Part[]): void {
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const { mpuObjectSize: sentSize, checksumType: sentType } = headers;
  if (sentSize !== undefined && sentSize !== String(size)) {
    const message = "The provided 'x-amz-mp-object-size' header does not match what was computed.";
    throw new AwsError("InvalidRequest", message, 400, { ProvidedSize: sentSize, ComputedSize: size });
  }
  const type = upload.checksumType ?? "FULL_OBJECT";
  if (sentType !== undefined && sentType !== type) {
    const message = `The upload was created using the ${type} checksum mode. The complete request must use the same checksum mode.`;
    throw new AwsError("InvalidRequest", message);
  }
  const expected = upload.algorithm ?? defaultAlgorithm;
  const other = [...headers.body.checksums.keys()].find((algorithm) => algorithm !== expected);
  if (other !== undefined) {
    throw checksumTypeMismatch(expected, other);
  }
}

function chooseParts(named: Record<string, unknown>[], present: readonly Part[], upload: Upload): Part[] {
  if (named.length === 0) {
    throw malformedXml();
  }
  const byNumber = new Map(present.map((part) => [part.number, part]));
  let last = 0;
  const chosen: Part[] = [];
  for (const element of named) {
    const number = Number(xmlText(element.PartNumber));
    if (number <= last) {
      const message = "The list of parts was not in ascending order. Parts must be ordered by part number.";
      throw new AwsError("InvalidPartOrder", message, 400, { UploadId: upload.id });
    }
    last = number;
    const etag = (xmlText(element.ETag) ?? "").replace(/^"(.*)"$/, "$1");
    const part = byNumber.get(number);
    if (part === undefined || part.etag !== etag || !hasNamedChecksums(part, element)) {
      throw invalidPart(upload, number, etag);
    }
    chosen.push(part);
  }
  for (const part of chosen.slice(0, -1)) {
    if (part.size < minPartBytes) {
      throw new AwsError("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", 400, {
        ProposedSize: part.size,
        MinSizeAllowed: minPartBytes,
        PartNumber: part.number,
        ETag: part.etag,
      });
    }
  }
  return chosen;
}

/** Whether a part has each checksum that the request names for it. */
function hasNamedChecksums(part: Part, element: Record<string, unknown>): boolean {
  return Object.entries(element).every(([name, value]) => {
    const algorithm = /^Checksum(.+)$/.exec(name)?.[1]?.toLowerCase();
    return algorithm === undefined || (algorithm === part.algorithm && value === part.checksum);
  });
}

function objectChecksum(upload: Upload, parts: readonly Part[], digests: Digests): ObjectChecksum {
  const { algorithm = defaultAlgorithm } = upload;
  if (upload.checksumType !== "COMPOSITE") {
    return fullChecksum(algorithm, digests);
  }
  const digest = startDigest(algorithm);
  for (const part of parts) {
    digest.update(Buffer.from(part.checksum ?? "", "base64"));
  }
  return { algorithm, value: `${digest.finish().toString("base64")}-${parts.length}`, type: "COMPOSITE" };
}

/** The checksum headers of this request are those of the whole object, not of the request's body. */
function withoutChecksums(request: S3Request): S3Request {
  const body = { ...request.headers.body, checksums: new Map() };
  return { ...request, headers: { ...request.headers, body } };
}

function checkObjectChecksum({ headers }: S3Request, { algorithm, value }: ObjectChecksum): void {
  const sent = headers.body.checksums.get(algorithm);
  if (sent !== undefined && sent !== value && sent !== value.replace(/-\d+$/, "")) {
    const { name } = checksumAlgorithms[algorithm];
    throw new AwsError("BadDigest", `The ${name} you specified did not match the calculated checksum.`);
  }
}

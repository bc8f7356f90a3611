import { AwsError } from "../../protocol/aws-error";
import { type XmlMembers, xmlDocument } from "../../protocol/xml-document";
import { checkIfMatch } from "../objects/conditions";
import type { ObjectStore } from "../objects/object-store";
import { parseXml, xmlList, xmlText } from "../request/parse-xml";
import { receiveText } from "../request/request-body";
import { causeOf, type S3Request } from "../request/s3-request";
import { malformedXml, notImplemented } from "../response/errors";
import { s3Namespace } from "../response/s3-namespace";
import type { S3Response } from "../response/s3-response";

const maxKeys = 1000;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export async function deleteObjects(objects: ObjectStore, request: S3Request): Promise<S3Response> {
  objects.bucket(request.bucket);
  const { contentMd5, checksums, trailer } = request.headers.body;
  if (contentMd5 === undefined && checksums.size === 0 && trailer === undefined) {
    const message = "Missing required header for this request: Content-MD5 OR x-amz-checksum-*";
    throw new AwsError("InvalidRequest", message);
  }
  const input = parseXml(await receiveText(objects, request), "Delete");
  const entries = xmlList(input.Object).map(toEntry);
  if (entries.length === 0 || entries.length > maxKeys || entries.some(({ key }) => key === "")) {
    throw malformedXml();
  }
  const deleted: XmlMembers[] = [];
  const errors: XmlMembers[] = [];
  for (const entry of entries) {
    try {
      await deleteEntry(objects, request, entry);
      deleted.push({ Key: entry.key, VersionId: entry.version });
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
      errors.push({ Key: entry.key, VersionId: entry.version, Code: error.code, Message: error.message });
    }
  }
  const shown = input.Quiet === "true" ? [] : deleted;
  return { xml: xmlDocument("DeleteResult", { Deleted: shown, Error: errors }, s3Namespace) };
}

interface Entry {
  readonly key: string;
  readonly version: string | undefined;
  readonly etag: string | undefined;
}

/** @throws `NotImplemented` for conditions that only directory buckets know */
function toEntry(element: Record<string, unknown>): Entry {
  for (const name of ["Size", "LastModifiedTime"]) {
    if (element[name] !== undefined) {
      throw notImplemented(name);
    }
  }
  return {
    key: xmlText(element.Key) ?? "",
    version: xmlText(element.VersionId) || undefined,
    etag: xmlText(element.ETag) || undefined,
  };
}

async function deleteEntry(objects: ObjectStore, request: S3Request, { key, version, etag }: Entry): Promise<void> {
  const { bucket } = request;
  if (version !== undefined && version !== "null") {
    throw new AwsError("NoSuchVersion", "The specified version does not exist.", 404);
  }
  checkIfMatch(etag, key, objects.find(bucket, key));
  await objects.delete(bucket, key, causeOf(request));
}

import { xmlDocument } from "../../protocol/xml-document";
import { checksumMembers } from "../checksums/checksums";
import type { ObjectStore, StoredObject } from "../objects/object-store";
import { type S3Request, wholeNumber } from "../request/s3-request";
import { invalidArgument, noSuchKey } from "../response/errors";
import { s3Namespace } from "../response/s3-namespace";
import type { S3Response } from "../response/s3-response";

const attributes = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */
export function getObjectAttributes(objects: ObjectStore, request: S3Request): S3Response {
  const { objectAttributes: text = "", maxParts = "", partNumberMarker = "" } = request.headers;
  const asked = text.split(",").map((name) => name.trim());
  if (asked.some((name) => !attributes.includes(name))) {
    throw invalidArgument("Invalid attribute name specified.", "x-amz-object-attributes", text);
  }
  const object = objects.find(request.bucket, request.key);
  if (object === undefined) {
    throw noSuchKey(request.key);
  }
  const members = {
    ETag: object.etag,
    Checksum: checksum(object),
    ObjectParts: parts(
      object,
      wholeNumber(maxParts, "x-amz-max-parts", 1000, 1000),
      wholeNumber(partNumberMarker, "x-amz-part-number-marker", 0, 10_000),
    ),
    StorageClass: "STANDARD",
    ObjectSize: object.size,
  };
  const chosen = Object.fromEntries(Object.entries(members).filter(([name]) => asked.includes(name)));
  return {
    headers: { "last-modified": object.lastModified.toUTCString() },
    xml: xmlDocument("GetObjectAttributesResponse", chosen, s3Namespace),
  };
}

function checksum({ metadata }: StoredObject) {
  const { checksum: kept } = metadata;
  return kept && checksumMembers({ ...kept, value: kept.value.replace(/-\d+$/, "") });
}

function parts({ metadata }: StoredObject, max: number, marker: number) {
  if (metadata.parts === undefined) {
    return undefined;
  }
  const all = metadata.parts.map((Size, index) => ({ PartNumber: index + 1, Size })).slice(marker);
  const page = all.slice(0, max);
  return {
    PartsCount: metadata.parts.length,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.PartNumber ?? 0,
    MaxParts: max,
    IsTruncated: all.length > page.length,
    Part: metadata.checksum === undefined ? undefined : page,
  };
}

import { xmlDocument } from "../../protocol/xml-document";
import { checksumMembers } from "../checksums/checksums";
import type { ObjectStore } from "../objects/object-store";
import { numberParameter, type S3Request } from "../request/s3-request";
import { owner } from "../response/owner";
import { s3Namespace } from "../response/s3-namespace";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export function listParts(objects: ObjectStore, request: S3Request): S3Response {
  const { bucket, key } = request;
  const uploads = objects.uploads(bucket);
  const upload = uploads.find(request.query.get("uploadId") ?? "", key);
  const maxParts = numberParameter(request, "max-parts", 1000, 1000);
  const marker = numberParameter(request, "part-number-marker", 0, 10_000);
  const all = uploads.parts(upload).filter((part) => part.number > marker);
  const page = all.slice(0, maxParts);
  const xml = xmlDocument(
    "ListPartsResult",
    {
      Bucket: bucket,
      Key: key,
      UploadId: upload.id,
      Initiator: owner,
      Owner: owner,
      StorageClass: "STANDARD",
      ChecksumAlgorithm: upload.algorithm?.toUpperCase(),
      ChecksumType: upload.checksumType,
      PartNumberMarker: marker,
      NextPartNumberMarker: page.at(-1)?.number ?? 0,
      MaxParts: maxParts,
      IsTruncated: all.length > page.length,
      Part: page.map((part) => ({
        PartNumber: part.number,
        LastModified: new Date(part.lastModified),
        ETag: `"${part.etag}"`,
        Size: part.size,
        ...(upload.algorithm &&
          part.checksum &&
          checksumMembers({ algorithm: upload.algorithm, value: part.checksum })),
      })),
    },
    s3Namespace,
  );
  return { xml };
}

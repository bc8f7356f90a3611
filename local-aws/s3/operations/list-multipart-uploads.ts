import { xmlDocument } from "../../protocol/rest-xml";
import { keyWriter } from "../listing";
import { owner, s3Namespace } from "../namespace";
import type { ObjectStore } from "../object-store";
import { numberParameter, type S3Answer, type S3Request } from "../s3-request";
import { compareUtf8 } from "../utf8-order";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export function listMultipartUploads(objects: ObjectStore, request: S3Request): S3Answer {
  const { bucket, query } = request;
  const prefix = query.get("prefix") ?? "";
  const keyMarker = query.get("key-marker") ?? "";
  const idMarker = query.get("upload-id-marker") ?? "";
  const maxUploads = numberParameter(request, "max-uploads", 1000, 1000);
  const all = objects
    .uploads(bucket)
    .all()
    .filter(({ key }) => key.startsWith(prefix))
    .sort((a, b) => compareUtf8(a.key, b.key) || compareUtf8(a.id, b.id))
    .filter(({ key, id }) => {
      const order = compareUtf8(key, keyMarker);
      return order > 0 || (order === 0 && idMarker !== "" && id > idMarker);
    });
  const page = all.slice(0, maxUploads);
  const isTruncated = all.length > page.length;
  const write = keyWriter(query.get("encoding-type"));
  const xml = xmlDocument(
    "ListMultipartUploadsResult",
    {
      Bucket: bucket,
      KeyMarker: write(keyMarker),
      UploadIdMarker: idMarker,
      NextKeyMarker: isTruncated ? write(page.at(-1)?.key ?? "") : undefined,
      NextUploadIdMarker: isTruncated ? page.at(-1)?.id : undefined,
      Prefix: write(prefix),
      EncodingType: query.get("encoding-type") ?? undefined,
      MaxUploads: maxUploads,
      IsTruncated: isTruncated,
      Upload: page.map((upload) => ({
        Key: write(upload.key),
        UploadId: upload.id,
        Initiator: owner,
        Owner: owner,
        StorageClass: "STANDARD",
        Initiated: new Date(upload.initiated),
        ChecksumAlgorithm: upload.algorithm?.toUpperCase(),
        ChecksumType: upload.checksumType,
      })),
    },
    s3Namespace,
  );
  return { xml };
}

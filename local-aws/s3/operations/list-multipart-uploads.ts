import { xmlDocument } from "../../protocol/xml-document";
import { compareUtf8 } from "../keys/utf8-order";
import { groupOf, keyWriter, readEncodingType } from "../listing/listing";
import type { ObjectStore } from "../objects/object-store";
import { numberParameter, type S3Request } from "../request/s3-request";
import { owner } from "../response/owner";
import { s3Namespace } from "../response/s3-namespace";
import type { S3Response } from "../response/s3-response";
import type { Upload } from "../uploads/multipart-uploads";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export function listMultipartUploads(objects: ObjectStore, request: S3Request): S3Response {
  const { bucket, query } = request;
  const prefix = query.get("prefix") ?? "";
  const keyMarker = query.get("key-marker") ?? "";
  const idMarker = query.get("upload-id-marker") ?? "";
  const maxUploads = numberParameter(request, "max-uploads", 1000, 1000);
  const encodingType = readEncodingType(request);
  const delimiter = query.get("delimiter") ?? "";
  const sorted = objects
    .uploads(bucket)
    .all()
    .filter(({ key }) => key.startsWith(prefix))
    .sort((a, b) => compareUtf8(a.key, b.key) || compareUtf8(a.id, b.id));
  const all = rollUp(sorted, prefix, delimiter).filter(({ name, upload }) => {
    const order = compareUtf8(name, keyMarker);
    return order > 0 || (order === 0 && idMarker !== "" && upload !== undefined && upload.id > idMarker);
  });
  const page = all.slice(0, maxUploads);
  const isTruncated = all.length > page.length;
  const write = keyWriter(encodingType);
  const uploads = page.flatMap(({ upload }) => upload ?? []);
  const xml = xmlDocument(
    "ListMultipartUploadsResult",
    {
      Bucket: bucket,
      KeyMarker: write(keyMarker),
      UploadIdMarker: idMarker,
      NextKeyMarker: isTruncated ? write(page.at(-1)?.name ?? "") : undefined,
      NextUploadIdMarker: isTruncated ? page.at(-1)?.upload?.id : undefined,
      Prefix: write(prefix),
      Delimiter: delimiter === "" ? undefined : write(delimiter),
      EncodingType: encodingType ?? undefined,
      MaxUploads: maxUploads,
      IsTruncated: isTruncated,
      Upload: uploads.map((upload) => ({
        Key: write(upload.key),
        UploadId: upload.id,
        Initiator: owner,
        Owner: owner,
        StorageClass: "STANDARD",
        Initiated: new Date(upload.initiated),
        ChecksumAlgorithm: upload.algorithm?.toUpperCase(),
        ChecksumType: upload.checksumType,
      })),
      CommonPrefixes: page.flatMap(({ name, upload }) => (upload === undefined ? { Prefix: write(name) } : [])),
    },
    s3Namespace,
  );
  return { xml };
}

/** An upload by its key, or a common prefix. */
interface Entry {
  readonly name: string;
  readonly upload?: Upload;
}

function rollUp(sorted: readonly Upload[], prefix: string, delimiter: string): Entry[] {
  const entries: Entry[] = [];
  for (const upload of sorted) {
    const group = groupOf(upload.key, { prefix, delimiter });
    if (group === undefined) {
      entries.push({ name: upload.key, upload });
    } else if (entries.at(-1)?.name !== group) {
      entries.push({ name: group });
    }
  }
  return entries;
}

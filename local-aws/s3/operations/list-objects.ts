import { xmlDocument } from "../../protocol/xml-document";
import { checkOptionalAttributes, keyWriter, listingMembers, listPage, readEncodingType } from "../listing/listing";
import type { ObjectStore } from "../objects/object-store";
import { numberParameter, type S3Request } from "../request/s3-request";
import { s3Namespace } from "../response/s3-namespace";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export function listObjects(objects: ObjectStore, request: S3Request): S3Response {
  const { query, bucket } = request;
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const after = query.get("marker") ?? "";
  const encodingType = readEncodingType(request);
  checkOptionalAttributes(request);
  const maxKeys = numberParameter(request, "max-keys", 1000, 1000);
  const page = listPage(objects, { bucket, prefix, delimiter, maxKeys, after });
  const write = keyWriter(encodingType);
  const xml = xmlDocument(
    "ListBucketResult",
    {
      Name: bucket,
      Prefix: write(prefix),
      Marker: write(after),
      NextMarker: page.next === undefined || delimiter === "" ? undefined : write(page.next),
      MaxKeys: maxKeys,
      Delimiter: delimiter === "" ? undefined : write(delimiter),
      EncodingType: encodingType ?? undefined,
      IsTruncated: page.next !== undefined,
      ...listingMembers(page, write, true),
    },
    s3Namespace,
  );
  return { xml };
}

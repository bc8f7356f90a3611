import { xmlDocument } from "../../protocol/xml-document";
import {
  checkOptionalAttributes,
  keyWriter,
  listingMembers,
  listPage,
  readEncodingType,
  readToken,
  writeToken,
} from "../listing/listing";
import type { ObjectStore } from "../objects/object-store";
import { numberParameter, type S3Request } from "../request/s3-request";
import { s3Namespace } from "../response/s3-namespace";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjectsV2(objects: ObjectStore, request: S3Request): S3Response {
  const { query, bucket } = request;
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const startAfter = query.get("start-after") ?? "";
  const token = query.get("continuation-token");
  const encodingType = readEncodingType(request);
  checkOptionalAttributes(request);
  const maxKeys = numberParameter(request, "max-keys", 1000, 1000);
  const after = token === null ? startAfter : readToken(token);
  const page = listPage(objects, { bucket, prefix, delimiter, maxKeys, after });
  const write = keyWriter(encodingType);
  const xml = xmlDocument(
    "ListBucketResult",
    {
      Name: bucket,
      Prefix: write(prefix),
      Delimiter: delimiter === "" ? undefined : write(delimiter),
      StartAfter: startAfter === "" ? undefined : write(startAfter),
      EncodingType: encodingType ?? undefined,
      ContinuationToken: token ?? undefined,
      NextContinuationToken: page.next === undefined ? undefined : writeToken(page.next),
      KeyCount: page.objects.length + page.commonPrefixes.length,
      MaxKeys: maxKeys,
      IsTruncated: page.next !== undefined,
      ...listingMembers(page, write, query.get("fetch-owner") === "true"),
    },
    s3Namespace,
  );
  return { xml };
}

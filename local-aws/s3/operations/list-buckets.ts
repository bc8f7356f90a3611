import { xmlDocument } from "../../protocol/xml-document";
import { readToken, writeToken } from "../listing/listing";
import type { ObjectStore } from "../objects/object-store";
import { numberParameter, type S3Request } from "../request/s3-request";
import { invalidArgument } from "../response/errors";
import { owner } from "../response/owner";
import { s3Namespace } from "../response/s3-namespace";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export function listBuckets(objects: ObjectStore, request: S3Request): S3Response {
  const { query } = request;
  const token = query.get("continuation-token");
  const prefix = query.get("prefix") ?? "";
  const region = query.get("bucket-region");
  const maxBuckets = numberParameter(request, "max-buckets", 10_000, 10_000);
  if (maxBuckets === 0) {
    throw invalidArgument("Argument max-buckets must be an integer between 1 and 10000", "max-buckets", "0");
  }
  const after = token === null ? "" : readToken(token);
  const regionOf = (name: string) => objects.settings(name).read().region ?? request.context.region;
  const names = objects
    .bucketNames()
    .filter((name) => name.startsWith(prefix) && name > after && (region === null || regionOf(name) === region));
  const page = names.slice(0, maxBuckets);
  const tellsRegion = ["max-buckets", "continuation-token", "bucket-region", "prefix"].some((name) => query.has(name));
  const xml = xmlDocument(
    "ListAllMyBucketsResult",
    {
      Owner: owner,
      Buckets: {
        Bucket: page.map((Name) => ({
          Name,
          CreationDate: objects.createdAt(Name),
          BucketRegion: tellsRegion ? regionOf(Name) : undefined,
        })),
      },
      ContinuationToken: names.length > page.length ? writeToken(page.at(-1) ?? "") : undefined,
      Prefix: prefix || undefined,
    },
    s3Namespace,
  );
  return { xml };
}

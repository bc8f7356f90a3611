import { xmlDocument } from "../../protocol/rest-xml";
import { owner, s3Namespace } from "../namespace";
import type { ObjectStore } from "../object-store";
import type { S3Answer, S3Request } from "../s3-request";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export function listBuckets(objects: ObjectStore, request: S3Request): S3Answer {
  const prefix = request.query.get("prefix") ?? "";
  const names = objects.bucketNames().filter((name) => name.startsWith(prefix));
  const xml = xmlDocument(
    "ListAllMyBucketsResult",
    {
      Owner: owner,
      Buckets: { Bucket: names.map((Name) => ({ Name, CreationDate: objects.createdAt(Name) })) },
      Prefix: prefix || undefined,
    },
    s3Namespace,
  );
  return { xml };
}

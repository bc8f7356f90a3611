import { paginateListObjectsV2 } from "@aws-sdk/client-s3";
import { s3Client } from "../clients";

/** One object as a listing tells it. */
export interface ObjectInfo {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  readonly lastModified: Date;
}

/**
 * The objects whose keys begin with a prefix, in order of key. Calls `s3:ListObjectsV2` once per thousand objects.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export async function listObjects(bucket: string, prefix = ""): Promise<ObjectInfo[]> {
  const objects: ObjectInfo[] = [];
  for await (const page of paginateListObjectsV2({ client: s3Client() }, { Bucket: bucket, Prefix: prefix })) {
    for (const { Key, Size, LastModified } of page.Contents ?? []) {
      objects.push({ key: Key ?? "", size: Size ?? 0, lastModified: LastModified ?? new Date(0) });
    }
  }
  return objects;
}

/** How many objects have keys that begin with a prefix, and their bytes together. Calls `s3:ListObjectsV2`. */
export async function totals(bucket: string, prefix = ""): Promise<{ objects: number; bytes: number }> {
  const objects = await listObjects(bucket, prefix);
  return { objects: objects.length, bytes: objects.reduce((sum, { size }) => sum + size, 0) };
}

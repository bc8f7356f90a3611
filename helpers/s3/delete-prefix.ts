import { DeleteObjectsCommand, S3ServiceException } from "@aws-sdk/client-s3";
import { s3Client } from "../clients";
import { listObjects } from "./list-objects";

const keysAtOnce = 1_000;

/**
 * Deletes every object whose key begins with a prefix. Calls `s3:ListObjectsV2` and `s3:DeleteObjects`, both free or
 * nearly so.
 *
 * @param prefix An empty prefix empties the bucket.
 * @returns How many objects were deleted.
 * @throws Error Where S3 could not delete some; it names the first.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export async function deletePrefix(bucket: string, prefix: string): Promise<number> {
  let objects: { readonly key: string }[];
  try {
    objects = await listObjects(bucket, prefix);
  } catch (error) {
    if (error instanceof S3ServiceException && error.name === "NoSuchBucket") {
      return 0;
    }
    throw error;
  }
  for (let i = 0; i < objects.length; i += keysAtOnce) {
    const Objects = objects.slice(i, i + keysAtOnce).map(({ key }) => ({ Key: key }));
    const { Errors = [] } = await s3Client().send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    );
    if (Errors[0] !== undefined) {
      throw new Error(`S3 could not delete ${Errors.length} objects: ${Errors[0].Key}: ${Errors[0].Message}`);
    }
  }
  return objects.length;
}

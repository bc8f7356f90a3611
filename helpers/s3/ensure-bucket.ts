import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  HeadBucketCommand,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { region } from "../account";
import { s3Client } from "../clients";

/**
 * Makes a bucket where it is missing. Calls `s3:HeadBucket`, and `s3:CreateBucket` if need be.
 *
 * @returns Whether it was made now.
 * @throws S3ServiceException Where the bucket belongs to somebody else (403) or may not be made.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
 */
export async function ensureBucket(bucket: string): Promise<"made" | "was there already"> {
  try {
    await s3Client().send(new HeadBucketCommand({ Bucket: bucket }));
    return "was there already";
  } catch (error) {
    if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 404) {
      throw error;
    }
  }
  const place = (await region()) as BucketLocationConstraint | "us-east-1";
  // us-east-1 is the one region that must not be named here.
  const configuration = place === "us-east-1" ? undefined : { LocationConstraint: place };
  await s3Client().send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: configuration }));
  return "made";
}

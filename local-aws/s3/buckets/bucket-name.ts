import { AwsError } from "../../protocol/aws-error";

/** @throws `InvalidBucketName` where the name breaks S3's rules: 3 to 63 of a-z, 0-9, dots and hyphens. */
export function checkBucketName(name: string): void {
  if (!isBucketName(name)) {
    throw new AwsError("InvalidBucketName", "The specified bucket is not valid.", 400, { BucketName: name });
  }
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !/\.\.|^\d+\.\d+\.\d+\.\d+$|^xn--|^sthree-|^amzn-s3-demo-|-s3alias$|--ol-s3$|\.mrap$|--x-s3$|--table-s3$/.test(name)
  );
}

import { invalidInput } from "../errors";

export interface S3Location {
  readonly bucket: string;
  readonly key: string;
}

/** @throws AwsError InvalidInputException where it is not the address of an object. */
export function parseS3Location(location: string): S3Location {
  const [, bucket, key] = /^s3a?:\/\/([^/]+)\/(.*[^/])$/s.exec(location) ?? [];
  if (bucket === undefined || key === undefined) {
    throw invalidInput(`${location} is not the address of an object in S3, such as s3://bucket/scripts/job.py.`);
  }
  return { bucket, key };
}

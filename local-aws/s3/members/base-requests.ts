import { randomUUID } from "node:crypto";
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadOutput,
  PutBucketTaggingCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";

/** Nine bytes whose checksums are published as check values. */
export const body = "123456789";
/** The published check value of SHA-256 for them. */
export const sha256OfBody = "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=";
export const Bucket = "member-tests";

type Input = Readonly<Record<string, unknown>>;

/** A document for each setting of a bucket, by the operation that puts it. */
export const settings = {
  PutBucketCors: {
    CORSConfiguration: { CORSRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["http://lab"], MaxAgeSeconds: 9 }] },
  },
  PutBucketEncryption: {
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: true }],
    },
  },
  PutBucketLifecycleConfiguration: {
    LifecycleConfiguration: {
      Rules: [{ ID: "r", Filter: { Prefix: "a/" }, Status: "Enabled", Expiration: { Days: 9 } }],
    },
  },
  PutBucketNotificationConfiguration: {
    NotificationConfiguration: {
      QueueConfigurations: [{ QueueArn: "arn:aws:sqs:us-east-1:000000000000:q", Events: ["s3:ObjectCreated:*"] }],
    },
  },
  PutBucketOwnershipControls: { OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] } },
  PutBucketPolicy: { Policy: JSON.stringify({ Version: "2012-10-17", Statement: [] }) },
  PutBucketVersioning: { VersioningConfiguration: { Status: "Suspended" } },
  PutPublicAccessBlock: { PublicAccessBlockConfiguration: { BlockPublicAcls: false, IgnorePublicAcls: true } },
} as const satisfies Record<string, Input>;

/** A request that works, to put a member into; what it needs is made anew. */
export async function baseRequest(s3: S3Client, operation: string): Promise<Input> {
  const Key = `${operation}/${randomUUID()}`;
  const put = async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: body, Tagging: "a=b", Metadata: { of: "base" } }));
    return { Bucket, Key };
  };
  const bucketOfItsOwn = async () => {
    const name = `member-tests-${randomUUID()}`;
    await s3.send(new CreateBucketCommand({ Bucket: name }));
    return { Bucket: name };
  };
  const upload = async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    return { Bucket, Key, UploadId };
  };
  const uploadWithPart = async () => {
    const started = await upload();
    const part = await s3.send(
      new UploadPartCommand({ ...started, PartNumber: 1, Body: body, ChecksumSHA256: sha256OfBody }),
    );
    return { ...started, ETag: part.ETag };
  };
  switch (operation) {
    case "ListBuckets":
      return {};
    case "CreateBucket":
      return { Bucket: `member-tests-${randomUUID()}` };
    case "DeleteBucket":
      return bucketOfItsOwn();
    case "GetBucketTagging":
    case "DeleteBucketTagging": {
      const own = await bucketOfItsOwn();
      await s3.send(new PutBucketTaggingCommand({ ...own, Tagging: { TagSet: [{ Key: "a", Value: "b" }] } }));
      return own;
    }
    case "PutBucketTagging":
      return { ...(await bucketOfItsOwn()), Tagging: { TagSet: [{ Key: "a", Value: "b" }] } };
    case "ListObjects":
    case "ListObjectsV2":
      await put();
      return { Bucket };
    case "ListMultipartUploads":
      await upload();
      return { Bucket };
    case "PutObject":
      return { Bucket, Key, Body: body };
    case "CopyObject":
      return { Bucket, Key: `${Key} copy`, CopySource: `${Bucket}/${(await put()).Key}` };
    case "CreateMultipartUpload":
      return { Bucket, Key };
    case "UploadPart":
      return { ...(await upload()), PartNumber: 1, Body: body };
    case "UploadPartCopy":
      return { ...(await upload()), PartNumber: 1, CopySource: `${Bucket}/${(await put()).Key}` };
    case "ListParts": {
      const { ETag: _etag, ...input } = await uploadWithPart();
      return input;
    }
    case "AbortMultipartUpload":
      return upload();
    case "CompleteMultipartUpload": {
      const { ETag, ...input } = await uploadWithPart();
      return { ...input, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } };
    }
    case "GetObjectAttributes": {
      const { ETag, ...input } = await uploadWithPart();
      const Parts = [{ PartNumber: 1, ETag }];
      await s3.send(new CompleteMultipartUploadCommand({ ...input, MultipartUpload: { Parts } }));
      return { Bucket, Key, ObjectAttributes: ["ObjectParts"] };
    }
    case "DeleteObjects":
      return { Bucket, Delete: { Objects: [{ Key: (await put()).Key }] } };
    case "PutObjectTagging":
      return { ...(await put()), Tagging: { TagSet: [{ Key: "c", Value: "d" }] } };
    case "GetObject":
    case "GetObjectAcl":
    case "GetObjectTagging":
    case "HeadObject":
    case "DeleteObject":
    case "DeleteObjectTagging":
      return put();
    default:
      return { ...(await bucketOfItsOwn()), ...(settings as Record<string, Input>)[operation] };
  }
}

/** Makes an upload an object of one part. */
export async function completeUpload(s3: S3Client, { Bucket: bucket, Key, UploadId }: CreateMultipartUploadOutput) {
  const upload = { Bucket: bucket, Key, UploadId };
  const { ETag } = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: body }));
  const Parts = [{ PartNumber: 1, ETag }];
  await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
}

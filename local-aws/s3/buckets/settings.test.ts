import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCorsCommand,
  DeleteBucketLifecycleCommand,
  DeleteBucketPolicyCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectTaggingCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  GetPublicAccessBlockCommand,
  HeadObjectCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { type S3TestServer, startS3 } from "../testing/s3-test-server";

const Bucket = "settings-tests";
let server: S3TestServer;
let s3: S3Client;

before(async () => {
  server = await startS3();
  s3 = server.client();
  await s3.send(new CreateBucketCommand({ Bucket }));
});

after(() => server.close());

test("tags of an object, also of one put there by hand", async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: "tagged", Body: "x", Tagging: "line=3&shift=night%20one" }));
  const tags = async (Key: string) => (await s3.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet;
  assert.deepEqual(await tags("tagged"), [
    { Key: "line", Value: "3" },
    { Key: "shift", Value: "night one" },
  ]);
  assert.equal((await s3.send(new HeadObjectCommand({ Bucket, Key: "tagged" }))).TagCount, 2);
  const TagSet = [{ Key: "라인", Value: "4" }];
  writeFileSync(join(server.dataDir, "s3", Bucket, "by-hand"), "x");
  for (const Key of ["tagged", "by-hand"]) {
    const { ETag } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    await s3.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet } }));
    assert.deepEqual(await tags(Key), TagSet);
    assert.equal((await s3.send(new HeadObjectCommand({ Bucket, Key }))).ETag, ETag);
    const copy = { Bucket, Key: `copy of ${Key}`, CopySource: `${Bucket}/${Key}` };
    await s3.send(new CopyObjectCommand(copy));
    assert.deepEqual(await tags(copy.Key), TagSet);
    await s3.send(new CopyObjectCommand({ ...copy, TaggingDirective: "REPLACE", Tagging: "a=b" }));
    assert.deepEqual(await tags(copy.Key), [{ Key: "a", Value: "b" }]);
    await s3.send(new DeleteObjectTaggingCommand({ Bucket, Key }));
    assert.deepEqual(await tags(Key), []);
  }
  const put = (set: { Key: string; Value: string }[]) =>
    s3.send(new PutObjectTaggingCommand({ Bucket, Key: "tagged", Tagging: { TagSet: set } }));
  await assert.rejects(put(Array.from({ length: 11 }, (_, number) => ({ Key: `k${number}`, Value: "" }))), {
    name: "BadRequest",
  });
  await assert.rejects(put([TagSet[0], TagSet[0]] as never), { name: "InvalidTag" });
  await assert.rejects(put([{ Key: "aws:reserved", Value: "" }]), { name: "InvalidTag" });
  await assert.rejects(tags("missing"), { name: "NoSuchKey" });
});

test("attributes of an object", async () => {
  const Body = "123456789";
  await s3.send(new PutObjectCommand({ Bucket, Key: "attributes", Body, ChecksumAlgorithm: "SHA256" }));
  const ObjectAttributes = ["ETag", "Checksum", "ObjectSize", "StorageClass", "ObjectParts"] as const;
  const found = await s3.send(
    new GetObjectAttributesCommand({ Bucket, Key: "attributes", ObjectAttributes: [...ObjectAttributes] }),
  );
  assert.equal(found.ETag, "25f9e794323b453885f5181f1b624d0b");
  assert.equal(found.Checksum?.ChecksumSHA256, "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=");
  assert.deepEqual([found.ObjectSize, found.StorageClass, found.ObjectParts], [9, "STANDARD", undefined]);
  const size = new GetObjectAttributesCommand({ Bucket, Key: "attributes", ObjectAttributes: ["ObjectSize"] });
  assert.deepEqual([(await s3.send(size)).ObjectSize, (await s3.send(size)).ETag], [9, undefined]);
});

test("response headers are overridden", async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: "override", Body: "x", ContentType: "text/csv" }));
  const found = await s3.send(
    new GetObjectCommand({
      Bucket,
      Key: "override",
      ResponseContentType: "text/plain",
      ResponseContentDisposition: 'attachment; filename="x"',
      ResponseCacheControl: "no-store",
    }),
  );
  assert.deepEqual(
    [found.ContentType, found.ContentDisposition, found.CacheControl],
    ["text/plain", 'attachment; filename="x"', "no-store"],
  );
  const split = await fetch(
    `${server.url}/${Bucket}/override?response-content-type=${encodeURIComponent("a\r\nb: c")}`,
  );
  assert.equal(split.status, 400);
});

test("a presigned URL is good until it expires", async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: "presigned", Body: "x" }));
  const url = (ago: number, expires: number | string) => {
    const date = new Date(Date.now() - ago * 1000).toISOString().replace(/[-:]|\.\d+/g, "");
    return `${server.url}/${Bucket}/presigned?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a%2F20250712%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=${date}&X-Amz-Expires=${expires}&X-Amz-SignedHeaders=host&X-Amz-Signature=0`;
  };
  assert.equal((await fetch(url(10, 60))).status, 200);
  const expired = await fetch(url(70, 60));
  assert.equal(expired.status, 403);
  assert.match(await expired.text(), /<Code>AccessDenied<\/Code><Message>Request has expired<\/Message>/);
  assert.equal((await fetch(url(0, 604_801))).status, 400);
  assert.equal((await fetch(url(0, "soon"))).status, 400);
});

test("AWS's headers in the query of a presigned URL count", async () => {
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const put = async (query: string) => {
    const url = `${server.url}/${Bucket}/hoisted?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=${date}&X-Amz-Expires=60&X-Amz-Signature=0&${query}`;
    const answer = await fetch(url, { method: "PUT", body: "123456789", headers: { "content-type": "text/csv" } });
    return /<Code>(.*?)</.exec(await answer.text())?.[1] ?? answer.status;
  };
  assert.equal(await put("x-amz-storage-class=GLACIER"), "NotImplemented");
  assert.equal(await put("x-amz-acl=public-read"), "AccessControlListNotSupported");
  assert.equal(await put("x-amz-server-side-encryption=aws%3Akms"), "NotImplemented");
  assert.equal(await put("x-amz-checksum-crc32=AAAAAA%3D%3D"), "BadDigest");
  assert.equal(await put("x-amz-checksum-crc32=y%2FQ5Jg%3D%3D&x-amz-meta-Line=3&x-amz-tagging=a%3Db"), 200);
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key: "hoisted", ChecksumMode: "ENABLED" }));
  assert.deepEqual(
    [head.Metadata, head.TagCount, head.ContentType, head.ChecksumCRC32],
    [{ line: "3" }, 1, "text/csv", "y/Q5Jg=="],
  );
});

test("settings of a bucket are read back, and deleted", async () => {
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
  await assert.rejects(s3.send(new GetBucketPolicyCommand({ Bucket })), { name: "NoSuchBucketPolicy" });
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  assert.equal((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy, Policy);
  await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
  await assert.rejects(s3.send(new GetBucketPolicyCommand({ Bucket })), { name: "NoSuchBucketPolicy" });
  await assert.rejects(s3.send(new PutBucketPolicyCommand({ Bucket, Policy: "no" })), { name: "MalformedPolicy" });

  const Rules = [{ ID: "old", Status: "Enabled" as const, Filter: { Prefix: "raw/" }, Expiration: { Days: 30 } }];
  await assert.rejects(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })), {
    name: "NoSuchLifecycleConfiguration",
  });
  await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
  assert.deepEqual((await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules, Rules);
  await s3.send(new DeleteBucketLifecycleCommand({ Bucket }));

  const CORSRules = [{ AllowedMethods: ["GET"], AllowedOrigins: ["https://example.com"] }];
  await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
  assert.deepEqual((await s3.send(new GetBucketCorsCommand({ Bucket }))).CORSRules, CORSRules);
  await s3.send(new DeleteBucketCorsCommand({ Bucket }));
  await assert.rejects(s3.send(new GetBucketCorsCommand({ Bucket })), { name: "NoSuchCORSConfiguration" });

  const TagSet = [{ Key: "course", Value: "quality lab" }];
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
  assert.deepEqual((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet, TagSet);
  await s3.send(new DeleteBucketTaggingCommand({ Bucket }));
  await assert.rejects(s3.send(new GetBucketTaggingCommand({ Bucket })), { name: "NoSuchTagSet" });
});

test("a new bucket has the settings that AWS gives it", async () => {
  const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
  const rule = encryption.ServerSideEncryptionConfiguration?.Rules?.[0];
  assert.equal(rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm, "AES256");
  const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" as const }, BucketKeyEnabled: true }];
  await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
  const changed = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
  assert.deepEqual(changed.ServerSideEncryptionConfiguration?.Rules, Rules);
  const block = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
  assert.equal(block.PublicAccessBlockConfiguration?.BlockPublicPolicy, true);
  const ownership = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
  assert.equal(ownership.OwnershipControls?.Rules?.[0]?.ObjectOwnership, "BucketOwnerEnforced");
  const notification = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
  assert.equal(notification.QueueConfigurations, undefined);
  const { Grants } = await s3.send(new GetBucketAclCommand({ Bucket }));
  assert.deepEqual(
    Grants?.map(({ Grantee, Permission }) => [Grantee?.Type, Permission]),
    [["CanonicalUser", "FULL_CONTROL"]],
  );
});

test("versioning is refused, because versions are not kept", async () => {
  const put = (Status: "Enabled" | "Suspended") =>
    s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
  await assert.rejects(put("Enabled"), {
    name: "NotImplemented",
    message: "The embedded AWS keeps no versions of objects, so versioning cannot be enabled.",
  });
  assert.equal((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status, undefined);
  await put("Suspended");
  assert.equal((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status, "Suspended");
});

test("completing compares the checksums that come with it", async () => {
  const Key = "checked upload";
  const { UploadId } = await s3.send(
    new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: "SHA256", ChecksumType: "COMPOSITE" }),
  );
  const upload = { Bucket, Key, UploadId };
  const part = { ...upload, PartNumber: 1, Body: "123456789" };
  await assert.rejects(s3.send(new UploadPartCommand({ ...part, ChecksumAlgorithm: "SHA1" })), {
    name: "InvalidRequest",
  });
  const { ETag, ChecksumSHA256 } = await s3.send(new UploadPartCommand({ ...part, ChecksumAlgorithm: "SHA256" }));
  const complete = (sha256: string | undefined) =>
    s3.send(
      new CompleteMultipartUploadCommand({
        ...upload,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag, ChecksumSHA256: sha256 }] },
      }),
    );
  await assert.rejects(complete("0/d6sMCmkHmnIMwGCLmz1wrIHQ8CpvyZcwHVlGJwgcA="), { name: "InvalidPart" });
  const done = await complete(ChecksumSHA256);
  assert.match(done.ChecksumSHA256 ?? "", /=-1$/);
});

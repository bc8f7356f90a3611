import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
  type S3ServiceException,
} from "@aws-sdk/client-s3";
import { type S3TestServer, startS3 } from "../testing/s3-test-server";

let server: S3TestServer;
let s3: S3Client;

before(async () => {
  server = await startS3();
  s3 = server.client();
});

after(() => server.close());

test("a bucket is made, found, listed and deleted", async () => {
  const Bucket = "made-and-deleted";
  await assert.rejects(s3.send(new HeadBucketCommand({ Bucket })), { name: "NotFound" });
  const { Location } = await s3.send(new CreateBucketCommand({ Bucket }));
  assert.equal(Location, `/${Bucket}`);
  assert.equal((await s3.send(new HeadBucketCommand({ Bucket }))).BucketRegion, "us-east-1");
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const listed = Buckets.find(({ Name }) => Name === Bucket);
  assert.ok(Math.abs(Date.now() - (listed?.CreationDate?.getTime() ?? 0)) < 60_000);

  await s3.send(new PutObjectCommand({ Bucket, Key: "a/b", Body: "x" }));
  await assert.rejects(s3.send(new DeleteBucketCommand({ Bucket })), {
    name: "BucketNotEmpty",
    message: "The bucket you tried to delete is not empty",
  });
  await s3.send(new DeleteObjectCommand({ Bucket, Key: "a/b" }));
  await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "unfinished" }));
  mkdirSync(join(server.dataDir, "s3", Bucket, "an/empty/folder"), { recursive: true });
  await s3.send(new DeleteBucketCommand({ Bucket }));
  assert.equal(existsSync(join(server.dataDir, "s3", Bucket)), false);
  assert.equal(existsSync(join(server.dataDir, "s3-metadata", Bucket)), false);
  await assert.rejects(s3.send(new DeleteBucketCommand({ Bucket })), { name: "NoSuchBucket" });
});

test("a bucket made again is one's own", async () => {
  const Bucket = "made-twice";
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new CreateBucketCommand({ Bucket }));
});

test("the location is what was asked for, and empty for us-east-1", async () => {
  const CreateBucketConfiguration = { LocationConstraint: "ap-northeast-2" } as const;
  await s3.send(new CreateBucketCommand({ Bucket: "in-seoul", CreateBucketConfiguration }));
  const seoul = await s3.send(new GetBucketLocationCommand({ Bucket: "in-seoul" }));
  assert.equal(seoul.LocationConstraint, "ap-northeast-2");
  await s3.send(new CreateBucketCommand({ Bucket: "in-virginia" }));
  const virginia = await s3.send(new GetBucketLocationCommand({ Bucket: "in-virginia" }));
  assert.equal(virginia.LocationConstraint, undefined);
  await assert.rejects(
    s3.send(
      new CreateBucketCommand({
        Bucket: "in-atlantis",
        CreateBucketConfiguration: { LocationConstraint: "atlantis" as "eu-west-1" },
      }),
    ),
    { name: "InvalidLocationConstraint" },
  );
});

test("outside us-east-1 the location must be the client's own region", async () => {
  const seoul = server.client({ region: "ap-northeast-2" });
  const create = (Bucket: string, region: string) =>
    seoul.send(
      new CreateBucketCommand({
        Bucket,
        CreateBucketConfiguration: { LocationConstraint: region as "eu-west-1" },
      }),
    );
  // The SDK would fill in its own region.
  const authorization = "AWS4-HMAC-SHA256 Credential=test/20250712/ap-northeast-2/s3/aws4_request";
  const unspecified = await fetch(`${server.url}/unspecified`, { method: "PUT", headers: { authorization } });
  assert.match(
    await unspecified.text(),
    /<Code>IllegalLocationConstraintException<\/Code><Message>The unspecified location constraint is incompatible/,
  );
  await assert.rejects(create("elsewhere", "eu-west-1"), { name: "IllegalLocationConstraintException" });
  await seoul.send(new CreateBucketCommand({ Bucket: "filled-in-by-the-sdk" }));
  await assert.rejects(create("filled-in-by-the-sdk", "ap-northeast-2"), {
    name: "BucketAlreadyOwnedByYou",
    message: "Your previous request to create the named bucket succeeded and you already own it.",
  });
  const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket: "filled-in-by-the-sdk" }));
  assert.equal(LocationConstraint, "ap-northeast-2");
});

test("names that break the rules are refused", async () => {
  for (const Bucket of [
    "ab",
    "Upper-Case",
    "under_score",
    "a..b",
    "192.168.0.1",
    "-start",
    "end-",
    "x".repeat(64),
    "xn--a",
  ]) {
    await assert.rejects(s3.send(new CreateBucketCommand({ Bucket })), { name: "InvalidBucketName" }, Bucket);
  }
});

test("a folder made by hand is a bucket", async () => {
  mkdirSync(join(server.dataDir, "s3", "made-by-hand"));
  await s3.send(new HeadBucketCommand({ Bucket: "made-by-hand" }));
  await s3.send(new PutObjectCommand({ Bucket: "made-by-hand", Key: "a", Body: "x" }));
});

test("what is not supported says so", async () => {
  await assert.rejects(
    s3.send(new ListObjectVersionsCommand({ Bucket: "made-twice" })),
    (error: S3ServiceException) => {
      assert.deepEqual([error.name, error.$metadata.httpStatusCode], ["NotImplemented", 501]);
      return true;
    },
  );
});

test("a bucket can be named by the host", async () => {
  const virtual = server.client({ endpoint: `http://localhost:${server.port}`, forcePathStyle: false });
  virtual.middlewareStack.add(
    (next) => (args) => {
      // Where the system does not resolve *.localhost.
      (args.request as { hostname: string }).hostname = "127.0.0.1";
      return next(args);
    },
    { step: "finalizeRequest", priority: "low" },
  );
  await virtual.send(new CreateBucketCommand({ Bucket: "by-host" }));
  await virtual.send(new PutObjectCommand({ Bucket: "by-host", Key: "a/b", Body: "x" }));
  assert.ok(existsSync(join(server.dataDir, "s3", "by-host", "a", "b")));
});

import assert from "node:assert/strict";
import { utimesSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  type DeleteObjectCommandInput,
  DeleteObjectsCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  ListObjectsV2Command,
  type ObjectIdentifier,
  PutObjectCommand,
  type S3Client,
  type S3ServiceException,
} from "@aws-sdk/client-s3";
import { type S3TestServer, startS3 } from "../testing/s3-test-server";
import { ObjectStore } from "./object-store";

const bucket = "object-tests";
// Known values, not computed here: the MD5s of "hello" and of nothing.
const helloMd5 = "5d41402abc4b2a76b9719d911017c592";
const emptyMd5 = "d41d8cd98f00b204e9800998ecf8427e";
let server: S3TestServer;
let s3: S3Client;

before(async () => {
  server = await startS3();
  s3 = server.client();
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
});

after(() => server.close());

async function put(key: string, body: string | Buffer): Promise<string> {
  return (await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }))).ETag ?? "";
}

async function get(key: string, input: Partial<GetObjectCommandInput> = {}): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...input }));
  return (await Body?.transformToString()) ?? "";
}

function plainFile(key: string): string {
  return join(server.dataDir, "s3", bucket, key);
}

test("content headers and user metadata come back, by GET and HEAD, and after a restart", async () => {
  const input = {
    Bucket: bucket,
    Key: "described.csv",
    ContentType: "text/csv",
    CacheControl: "max-age=60",
    ContentDisposition: 'attachment; filename="a.csv"',
    ContentLanguage: "ko",
    ContentEncoding: "gzip",
    Metadata: { line: "3", shift: "night" },
  };
  await s3.send(new PutObjectCommand({ ...input, Body: "hello" }));
  const found = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: input.Key }));
  for (const name of [
    "ContentType",
    "CacheControl",
    "ContentDisposition",
    "ContentLanguage",
    "ContentEncoding",
  ] as const) {
    assert.equal(found[name], input[name]);
  }
  assert.deepEqual(found.Metadata, input.Metadata);
  assert.equal(found.ContentLength, 5);
  assert.equal((await s3.send(new GetObjectCommand({ Bucket: bucket, Key: input.Key }))).ContentType, "text/csv");

  const restarted = new ObjectStore(server.dataDir).find(bucket, input.Key);
  assert.equal(restarted?.etag, helloMd5);
  assert.deepEqual(restarted?.metadata.user, input.Metadata);
});

test("an object without a type is binary/octet-stream, and an empty one has the ETag of nothing", async () => {
  assert.equal(await put("empty", ""), `"${emptyMd5}"`);
  const found = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: "empty" }));
  assert.equal(await found.Body?.transformToString(), "");
  assert.equal(found.ContentLength, 0);
  assert.equal((await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "empty" }))).AcceptRanges, "bytes");
});

test("a missing key, a missing bucket and a bad bucket name have S3's own errors", async () => {
  await assert.rejects(get("nowhere"), (error: S3ServiceException & { Key?: string }) => {
    assert.deepEqual(
      [error.name, error.message, error.Key, error.$metadata.httpStatusCode],
      ["NoSuchKey", "The specified key does not exist.", "nowhere", 404],
    );
    return true;
  });
  await assert.rejects(s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "nowhere" })), { name: "NotFound" });
  await assert.rejects(s3.send(new GetObjectCommand({ Bucket: "no-such-bucket", Key: "a" })), {
    name: "NoSuchBucket",
    message: "The specified bucket does not exist",
  });
  await assert.rejects(s3.send(new PutObjectCommand({ Bucket: "no-such-bucket", Key: "a", Body: "x" })), {
    name: "NoSuchBucket",
  });
  await assert.rejects(s3.send(new GetObjectCommand({ Bucket: "Bad_Name", Key: "a" })), { name: "InvalidBucketName" });
});

test("ranges", async () => {
  await put("range", "0123456789");
  const cases: [range: string, body: string, contentRange: string | undefined][] = [
    ["bytes=0-0", "0", "bytes 0-0/10"],
    ["bytes=2-5", "2345", "bytes 2-5/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-3", "789", "bytes 7-9/10"],
    ["bytes=-99", "0123456789", "bytes 0-9/10"],
    ["bytes=5-99", "56789", "bytes 5-9/10"],
    ["bytes=5-2", "0123456789", undefined],
    ["lines=1-2", "0123456789", undefined],
    ["bytes=0-1,3-4", "0123456789", undefined],
  ];
  for (const [Range, body, contentRange] of cases) {
    const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: "range", Range }));
    assert.equal(await answer.Body?.transformToString(), body, Range);
    assert.equal(answer.ContentRange, contentRange, Range);
    assert.equal(answer.$metadata.httpStatusCode, contentRange === undefined ? 200 : 206, Range);
  }
  for (const Range of ["bytes=10-", "bytes=10-20", "bytes=-0"]) {
    await assert.rejects(get("range", { Range }), {
      name: "InvalidRange",
      message: "The requested range is not satisfiable",
    });
  }
});

test("conditional reads", async () => {
  await put("conditional", "hello");
  utimesSync(plainFile("conditional"), 1_750_000_000, 1_750_000_000);
  const { ETag = "", LastModified } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "conditional" }));
  assert.equal(LastModified?.getTime(), 1_750_000_000_000);
  const earlier = new Date(1_749_999_999_000);
  const same = new Date(1_750_000_000_000);
  const met: Partial<GetObjectCommandInput>[] = [
    { IfMatch: ETag },
    { IfMatch: "*" },
    { IfNoneMatch: '"other"' },
    { IfModifiedSince: earlier },
    { IfUnmodifiedSince: same },
    { IfMatch: ETag, IfUnmodifiedSince: earlier },
    { IfNoneMatch: '"other"', IfModifiedSince: same },
  ];
  for (const input of met) {
    assert.equal(await get("conditional", input), "hello", JSON.stringify(input));
  }
  for (const input of [{ IfNoneMatch: ETag }, { IfNoneMatch: "*" }, { IfModifiedSince: same }]) {
    await assert.rejects(get("conditional", input), (error: { $metadata: { httpStatusCode: number } }) => {
      assert.equal(error.$metadata.httpStatusCode, 304, JSON.stringify(input));
      return true;
    });
  }
  for (const input of [{ IfMatch: '"other"' }, { IfUnmodifiedSince: earlier }]) {
    await assert.rejects(get("conditional", input), {
      name: "PreconditionFailed",
      message: "At least one of the pre-conditions you specified did not hold",
    });
  }
});

test("conditional writes: of ten at once that must be the first, one wins", async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 10 }, (_, number) =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key: "first", Body: `${number}`, IfNoneMatch: "*" })),
    ),
  );
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
  const winner = results.findIndex(({ status }) => status === "fulfilled");
  assert.equal(await get("first"), String(winner));
  const { ETag } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "first" }));
  const second = { Bucket: bucket, Key: "first", Body: "second" };
  await assert.rejects(s3.send(new PutObjectCommand({ ...second, IfMatch: `"${helloMd5}"` })), {
    name: "PreconditionFailed",
  });
  await s3.send(new PutObjectCommand({ ...second, IfMatch: ETag }));
  assert.equal(await get("first"), "second");
  await assert.rejects(s3.send(new PutObjectCommand({ ...second, Key: "not-there", IfMatch: ETag })), {
    name: "NoSuchKey",
  });
});

test("copies keep or replace the metadata", async () => {
  const Metadata = { line: "1" };
  await s3.send(
    new PutObjectCommand({ Bucket: bucket, Key: "from 한글+", Body: "hello", ContentType: "text/csv", Metadata }),
  );
  const CopySource = `${bucket}/${encodeURIComponent("from 한글+")}`;
  const kept = await s3.send(new CopyObjectCommand({ Bucket: bucket, Key: "kept", CopySource }));
  assert.equal(kept.CopyObjectResult?.ETag, `"${helloMd5}"`);
  const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "kept" }));
  assert.deepEqual([head.ContentType, head.Metadata], ["text/csv", Metadata]);

  const replace = { MetadataDirective: "REPLACE", Metadata: { line: "2" }, ContentType: "text/plain" } as const;
  await s3.send(new CopyObjectCommand({ Bucket: bucket, Key: "replaced", CopySource, ...replace }));
  const replaced = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "replaced" }));
  assert.deepEqual([replaced.ContentType, replaced.Metadata], ["text/plain", { line: "2" }]);

  const itself = { Bucket: bucket, Key: "kept", CopySource: `${bucket}/kept` };
  await assert.rejects(s3.send(new CopyObjectCommand(itself)), { name: "InvalidRequest" });
  await s3.send(new CopyObjectCommand({ ...itself, ...replace }));
  assert.equal(await get("kept"), "hello");

  const target = { Bucket: bucket, Key: "target", CopySource };
  await assert.rejects(s3.send(new CopyObjectCommand({ ...target, CopySourceIfMatch: '"other"' })), {
    name: "PreconditionFailed",
  });
  await assert.rejects(s3.send(new CopyObjectCommand({ ...target, CopySourceIfNoneMatch: `"${helloMd5}"` })), {
    name: "PreconditionFailed",
  });
  await assert.rejects(s3.send(new CopyObjectCommand({ ...target, CopySource: `${bucket}/nowhere` })), {
    name: "NoSuchKey",
  });
});

test("a batch delete tells what it deleted, missing keys and odd ones included", async () => {
  const keys = ["batch/a", "batch/b <&> 'c'", "batch//", "batch/\u0001", "batch/\r\n", "batch/missing", " batch "];
  for (const key of keys.filter((each) => each !== "batch/missing")) {
    await put(key, "hello");
  }
  const Objects = keys.map((Key) => ({ Key }));
  const { Deleted = [], Errors } = await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
  assert.deepEqual(
    Deleted.map(({ Key }) => Key),
    keys,
  );
  assert.equal(Errors, undefined);
  for (const key of keys) {
    await assert.rejects(get(key), { name: "NoSuchKey" });
  }
  const quiet = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: [{ Key: "a" }], Quiet: true } });
  assert.equal((await s3.send(quiet)).Deleted, undefined);
});

test("a delete with a condition deletes only what the condition means", async () => {
  const etag = await put("guarded", "hello");
  const remove = (input: Partial<DeleteObjectCommandInput>) =>
    s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: "guarded", ...input }));
  await assert.rejects(remove({ IfMatch: '"0"' }), { name: "PreconditionFailed" });
  await assert.rejects(remove({ IfMatchSize: 99 }), { name: "NotImplemented" });
  await assert.rejects(remove({ Key: "nothing", IfMatch: "*" }), { name: "NoSuchKey" });
  const batch = (Objects: ObjectIdentifier[]) =>
    s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
  await put("unguarded", "hello");
  const { Deleted, Errors } = await batch([
    { Key: "guarded", ETag: '"0"' },
    { Key: "guarded", VersionId: "v1" },
    { Key: "unguarded" },
  ]);
  assert.deepEqual(Deleted, [{ Key: "unguarded" }]);
  assert.deepEqual(
    Errors?.map(({ Key, Code }) => [Key, Code]),
    [
      ["guarded", "PreconditionFailed"],
      ["guarded", "NoSuchVersion"],
    ],
  );
  await assert.rejects(batch([{ Key: "guarded" }, { Key: "guarded", Size: 99 }]), { name: "NotImplemented" });
  assert.equal(await get("guarded"), "hello");
  assert.deepEqual((await batch([{ Key: "guarded", ETag: etag }])).Deleted, [{ Key: "guarded" }]);
  await put("guarded", "hello");
  await remove({ IfMatch: "*" });
  await assert.rejects(get("guarded"), { name: "NoSuchKey" });
});

test("what comes without a checksum gets CRC-64/NVME, and all is told to be encrypted by S3", async () => {
  // The check value of "123456789", ae8b14860a799888; that of a million zero bytes is worked out bit by bit.
  const client = server.client({ requestChecksumCalculation: "WHEN_REQUIRED" });
  const zeros = Buffer.alloc(1_000_000);
  const values = { nine: ["123456789", "rosUhgp5mIg="], zeros: [zeros, crc64OfZeros(zeros.length)] } as const;
  for (const [Key, [Body, value]] of Object.entries(values)) {
    const written = await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
    const read = await client.send(new HeadObjectCommand({ Bucket: bucket, Key, ChecksumMode: "ENABLED" }));
    const copied = await client.send(
      new CopyObjectCommand({ Bucket: bucket, Key: `${Key} copy`, CopySource: `${bucket}/${Key}` }),
    );
    for (const answer of [written, read, copied.CopyObjectResult]) {
      assert.deepEqual([answer?.ChecksumCRC64NVME, answer?.ChecksumType], [value, "FULL_OBJECT"], Key);
    }
    for (const answer of [written, read, copied]) {
      assert.equal(answer.ServerSideEncryption, "AES256");
    }
  }
  await server.objects.put(bucket, "nine of a service", Buffer.from("123456789"));
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: "nine" }));
  assert.deepEqual(
    Contents.map(({ ChecksumAlgorithm }) => ChecksumAlgorithm),
    [["CRC64NVME"], ["CRC64NVME"], ["CRC64NVME"]],
  );
});

/** By the definition, a bit at a time. */
function crc64OfZeros(length: number): string {
  let value = 0xffff_ffff_ffff_ffffn;
  for (let bit = 0; bit < 8 * length; bit++) {
    value = value & 1n ? (value >> 1n) ^ 0x9a6c_9329_ac4b_c9b5n : value >> 1n;
  }
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value ^ 0xffff_ffff_ffff_ffffn);
  return bytes.toString("base64");
}

test("200 parallel writes and reads", async () => {
  const keys = Array.from({ length: 200 }, (_, number) => `parallel/${number % 7}/${number}`);
  await Promise.all(keys.map((key) => put(key, key.repeat(10))));
  const bodies = await Promise.all(keys.map((key) => get(key)));
  assert.deepEqual(
    bodies,
    keys.map((key) => key.repeat(10)),
  );
});

test("a reader gets the whole old object or the whole new one, never a mix", async () => {
  const versions = ["a", "b"].map((letter) => letter.repeat(2_000_000));
  await put("swapped", versions[0] as string);
  let writing = true;
  const writer = (async () => {
    for (let round = 0; round < 30; round++) {
      await put("swapped", versions[round % 2] as string);
    }
    writing = false;
  })();
  while (writing) {
    const body = await get("swapped");
    assert.ok(versions.includes(body), `a mix of ${body.length} bytes`);
  }
  await writer;
});

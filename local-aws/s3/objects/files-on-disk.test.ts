import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { type S3TestServer, startS3 } from "../testing/s3-test-server";

const bucket = "disk-tests";
// A known value, not computed here: the MD5 of "hello".
const helloMd5 = "5d41402abc4b2a76b9719d911017c592";
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

test("an ordinary key is the plain file of the same path", async () => {
  assert.equal(await put("raw/inspection_date=2025-07-01/a.csv", "hello"), `"${helloMd5}"`);
  assert.equal(readFileSync(plainFile("raw/inspection_date=2025-07-01/a.csv"), "utf8"), "hello");
  assert.equal(await get("raw/inspection_date=2025-07-01/a.csv"), "hello");
});

test("odd keys round-trip, and no two of them meet", async () => {
  const keys = [
    "a",
    "a/b",
    "a/b/c",
    "folder/",
    "folder/file",
    "/leading",
    "double//slash",
    ".",
    "..",
    "../outside",
    "x/../y",
    "./x",
    "검사/2025년 7월/결과 표.csv",
    "space and + and = and & and % and # and ?",
    "%2e%2e/%2f",
    "emoji 😀/🏭",
    "year=2025/month=07/part-0.parquet",
    "CASE",
    "case",
    "CON",
    "ends.",
    "back\\slash",
    "quote\"'<>&",
    "tab\tand\nline",
    "a".repeat(300),
    `${"long/".repeat(204)}k`,
    "가".repeat(341),
    "_temporary/0/_temporary/attempt_0/part-00000",
  ];
  for (const key of keys) {
    await put(key, `body of ${key}`);
  }
  for (const key of keys) {
    assert.equal(await get(key), `body of ${key}`);
  }
  const listed = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  const found = listed.Contents?.map((object) => object.Key) ?? [];
  assert.deepEqual(
    keys.filter((key) => !found.includes(key)),
    [],
  );
  for (const key of keys) {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  }
  for (const key of keys) {
    await assert.rejects(get(key), { name: "NoSuchKey" });
  }
});

test("a key that is too long is refused", async () => {
  await put("k".repeat(1024), "hello");
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: "k".repeat(1024) }));
  await assert.rejects(put("k".repeat(1025), "hello"), { name: "KeyTooLongError", message: "Your key is too long" });
});

test("an object moves between its odd and its plain form without a trace of the old one", async () => {
  await put("turn", "file");
  await put("turn/under", "odd, because turn is a file");
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: "turn" }));
  assert.equal(await get("turn/under"), "odd, because turn is a file");
  await put("turn/under", "plain now");
  assert.equal(readFileSync(plainFile("turn/under"), "utf8"), "plain now");
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: "turn/under" }));
  await assert.rejects(get("turn/under"), { name: "NoSuchKey" });
});

test("a file put there by hand is an object, and a changed one is another", async () => {
  mkdirSync(plainFile("by-hand"), { recursive: true });
  writeFileSync(plainFile("by-hand/a.csv"), "1,2");
  const first = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "by-hand/a.csv" }));
  assert.equal(await get("by-hand/a.csv"), "1,2");
  assert.match(first.ETag ?? "", /^"[0-9a-f]{32}-1"$/);
  writeFileSync(plainFile("by-hand/a.csv"), "1,2,3");
  const second = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "by-hand/a.csv" }));
  assert.notEqual(second.ETag, first.ETag);
  rmSync(plainFile("by-hand/a.csv"));
  await assert.rejects(get("by-hand/a.csv"), { name: "NoSuchKey" });
});

test("a file of the same size written over an object by hand does not keep the object's ETag", async () => {
  for (let round = 0; round < 50; round++) {
    await put("overwritten", "hello");
    writeFileSync(plainFile("overwritten"), "HELLO");
    const { ETag } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "overwritten" }));
    assert.notEqual(ETag, `"${helloMd5}"`);
  }
});

test("an empty folder is no key, and deleting an object takes its empty folders along", async () => {
  mkdirSync(plainFile("nothing/here"), { recursive: true });
  await put("deep/er/file", "hello");
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: "deep/er/file" }));
  assert.equal(existsSync(plainFile("deep")), false);
  const { KeyCount, CommonPrefixes } = await s3.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: "nothing", Delimiter: "/" }),
  );
  assert.deepEqual([KeyCount, CommonPrefixes], [0, undefined]);
  await put("nothing", "a file where an empty folder was");
  assert.equal(statSync(plainFile("nothing")).isFile(), true);
});

test("links are not followed, neither to read, to list nor to write", async () => {
  const outside = join(server.dataDir, "outside");
  mkdirSync(outside);
  writeFileSync(join(outside, "secret"), "secret");
  symlinkSync(outside, plainFile("link"));
  symlinkSync(join(outside, "secret"), plainFile("link-to-file"));
  await assert.rejects(get("link/secret"), { name: "NoSuchKey" });
  await assert.rejects(get("link-to-file"), { name: "NoSuchKey" });
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: "link" }));
  assert.deepEqual(Contents, []);
  assert.equal((await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: "link/" }))).KeyCount, 0);
  await put("link/new/file", "stays inside");
  await put("link/secret", "stays inside");
  await put("link-to-file", "stays inside");
  assert.equal(await get("link/new/file"), "stays inside");
  assert.equal(readFileSync(join(outside, "secret"), "utf8"), "secret");
  assert.equal(existsSync(join(outside, "new")), false);
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: "link/secret" }));
  assert.equal(existsSync(join(outside, "secret")), true);
});

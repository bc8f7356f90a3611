import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { TestClient } from "../testing/test-client";

// Trino reads plain objects as files, and all others through S3: what a query sees is what S3 lists and gives.

const bucket = "athena-objects-as-files";
let client: TestClient;

before(async () => {
  client = await TestClient.borrow(bucket);
});

after(() => client.close());

const file = (key: string): string => join(client.dataDir, "s3", bucket, key);

function createTable(name: string): Promise<unknown> {
  return client.run(`CREATE EXTERNAL TABLE ${name} (x int) LOCATION 's3://${bucket}/${name}/'`);
}

/** What a query sees of a table's objects. */
async function seen(table: string): Promise<string[]> {
  const rows = await client.rows(
    `SELECT "$path", "$file_size", to_unixtime("$file_modified_time"), x FROM ${table} ORDER BY 1`,
  );
  return rows.slice(1).map(([path, size, time, x]) => `${path} ${size} ${Number(time)} ${x}`);
}

/** The same as S3 tells it. */
async function told(table: string): Promise<string[]> {
  const { Contents = [] } = await client.s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: `${table}/` }));
  const lines = await Promise.all(
    Contents.map(async ({ Key, Size, LastModified }) => {
      const { Body } = await client.s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
      const x = (await Body?.transformToString())?.trim();
      return `s3://${bucket}/${Key} ${Size} ${(LastModified?.getTime() ?? 0) / 1000} ${x}`;
    }),
  );
  return lines.sort();
}

const oddKeys = ["a//b.csv", "a", "a/b/c.csv", `${"long".repeat(70)}.csv`];
const plainKeys = ["1.csv", "p/q/2.csv", "품질 검사/3 ü+%20?#&=.csv", "a/b.csv", "Z.csv", "z-.csv", "z/0.csv"];

test("each object is read once, whether its key is a plain file's or an odd one", async () => {
  const keys = [...plainKeys, ...oddKeys];
  for (const [index, key] of keys.entries()) {
    await client.put(`mixed/${key}`, `${2 ** index}\n`);
  }
  await createTable("mixed");
  assert.deepEqual(await client.lines("SELECT sum(x) AS total FROM mixed"), ["total", String(2 ** keys.length - 1)]);
  const objects = await told("mixed");
  assert.equal(objects.length, keys.length);
  assert.deepEqual(await seen("mixed"), objects);
});

test("plain files alone are listed as S3 lists them", async () => {
  for (const [index, key] of plainKeys.entries()) {
    await client.put(`plain/${key}`, `${2 ** index}\n`);
  }
  await createTable("plain");
  assert.deepEqual(await seen("plain"), await told("plain"));
});

test("a file put there by hand, an object replaced and one deleted show in the next query", async () => {
  await client.put("changing/a.csv", "1\n");
  await createTable("changing");
  assert.deepEqual(await client.lines("SELECT sum(x) AS s FROM changing"), ["s", "1"]);
  writeFileSync(file("changing/by-hand.csv"), "10\n");
  assert.deepEqual(await client.lines("SELECT sum(x) AS s FROM changing"), ["s", "11"]);
  await client.put("changing/a.csv", "100\n");
  assert.deepEqual(await client.lines("SELECT sum(x) AS s FROM changing"), ["s", "110"]);
  await client.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: "changing/a.csv" }));
  assert.deepEqual(await seen("changing"), await told("changing"));
  rmSync(file("changing/by-hand.csv"));
  assert.deepEqual(await client.lines("SELECT count(*) AS n FROM changing"), ["n", "0"]);
});

test("links are no objects, and hidden files are not read", async () => {
  await client.put("linked/a.csv", "1\n");
  await client.put("linked/_SUCCESS", "2\n");
  await client.put("linked/.hidden.csv", "4\n");
  mkdirSync(file("elsewhere"));
  writeFileSync(file("elsewhere/b.csv"), "8\n");
  symlinkSync(file("elsewhere/b.csv"), file("linked/link.csv"));
  symlinkSync(file("elsewhere"), file("linked/folder"));
  await createTable("linked");
  assert.deepEqual(await client.lines("SELECT x FROM linked"), ["x", "1"]);
});

test("what is not there is told as S3 tells it", async () => {
  await client.run("CREATE EXTERNAL TABLE nowhere (x int) LOCATION 's3://athena-no-such-bucket/a/'");
  assert.match(await client.reason("SELECT * FROM nowhere"), /^HIVE_FILESYSTEM_ERROR: Failed to list directory/);
  await client.run(`CREATE EXTERNAL TABLE nothing (x int) LOCATION 's3://${bucket}/nothing/'`);
  assert.deepEqual(await client.rows("SELECT * FROM nothing"), [["x"]]);
});

test("what a query writes is an object as a PUT makes one", async () => {
  await client.run(`CREATE TABLE written WITH (format = 'PARQUET', external_location = 's3://${bucket}/written/')
    AS SELECT x FROM UNNEST(sequence(1, 1000)) AS t(x)`);
  const keys = await client.keys("written/");
  assert.ok(keys.length > 0);
  for (const Key of keys) {
    const { Body } = await client.s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    const head = () => client.s3.send(new HeadObjectCommand({ Bucket: bucket, Key, ChecksumMode: "ENABLED" }));
    const made = await head();
    assert.equal(made.ETag, `"${createHash("md5").update(bytes).digest("hex")}"`);
    await client.put(Key, bytes);
    const put = await head();
    assert.equal(made.ETag, put.ETag);
    assert.equal(made.ChecksumType, "FULL_OBJECT");
    assert.equal(made.ContentLength, put.ContentLength);
    assert.equal(made.ServerSideEncryption, put.ServerSideEncryption);
  }
});

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  CreateBucketCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { type S3TestServer, startS3 } from "../testing/s3-test-server";

let server: S3TestServer;
let s3: S3Client;

before(async () => {
  server = await startS3();
  s3 = server.client();
});

after(() => server.close());

/** A small generator of random numbers (mulberry32), so that a failure can be run again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

const parts = ["a", "b", "a-b", "a.txt", "A", "", "..", "year=2025", "검사", "😀", "\uff5e", " ", "+", "%", "a!"];

function randomKey(next: (below: number) => number): string {
  const depth = 1 + next(4);
  return Array.from({ length: depth }, () => parts[next(parts.length)]).join("/");
}

/** The listing by its definition: sort all keys by bytes, roll up, cut into pages. */
function model(keys: readonly string[], prefix: string, delimiter: string): string[] {
  const rows: string[] = [];
  const sorted = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const key of sorted.filter((each) => each.startsWith(prefix))) {
    const at = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    const row = at === -1 ? `key ${key}` : `prefix ${key.slice(0, at + delimiter.length)}`;
    if (rows.at(-1) !== row) {
      rows.push(row);
    }
  }
  return rows;
}

async function listAll(input: ListObjectsV2CommandInput): Promise<string[]> {
  const rows: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.send(new ListObjectsV2Command({ ...input, ContinuationToken }));
    const keys = (page.Contents ?? []).map(({ Key }) => `key ${Key}`);
    const prefixes = (page.CommonPrefixes ?? []).map(({ Prefix }) => `prefix ${Prefix}`);
    assert.equal(page.KeyCount, keys.length + prefixes.length);
    assert.ok(keys.length + prefixes.length <= (input.MaxKeys ?? 1000));
    assert.equal(page.IsTruncated, page.NextContinuationToken !== undefined);
    rows.push(...keys, ...prefixes);
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return rows;
}

test("listings are what the definition says, for any keys, prefix, delimiter and page size", async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const next = random(seed);
    const Bucket = `listing-${seed}`;
    await s3.send(new CreateBucketCommand({ Bucket }));
    const keys = new Set<string>();
    for (let count = 5 + next(60); count > 0; count--) {
      const key = randomKey(next);
      if (key !== "") {
        keys.add(key);
      }
    }
    await Promise.all([...keys].map((Key) => s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }))));
    const chosen = [...keys];
    for (let round = 0; round < 12; round++) {
      const some = chosen[next(chosen.length)] ?? "";
      const Prefix = [...some].slice(0, next([...some].length + 1)).join("");
      const Delimiter = ["", "/", "a", "/a", "검"][next(5)] ?? "";
      const MaxKeys = 1 + next(7);
      const shown = JSON.stringify({ seed, Prefix, Delimiter, MaxKeys });
      const input = { Bucket, Prefix, Delimiter: Delimiter || undefined, MaxKeys };
      for (const EncodingType of [undefined, "url"] as const) {
        const rows = await listAll({ ...input, EncodingType });
        const expected = model(chosen, Prefix, Delimiter);
        const wanted =
          EncodingType === undefined ? expected : expected.map((row) => row.replace(/(?<=^\w+ )[\s\S]*$/, awsEncode));
        assert.deepEqual([...rows].sort(), [...wanted].sort(), shown);
      }
      const after = { ...input, StartAfter: some, Delimiter: undefined };
      const later = chosen.filter((key) => Buffer.compare(Buffer.from(key), Buffer.from(some)) > 0);
      assert.deepEqual(await listAll(after), model(later, Prefix, ""), shown);
    }
  }
});

function awsEncode(key: string): string {
  return [...Buffer.from(key)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (/[A-Za-z0-9/_.~-]/.test(character)) {
        return character;
      }
      return byte === 0x20 ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}

test("keys come in the order of their UTF-8 bytes, not of UTF-16", async () => {
  const Bucket = "utf-8-order";
  await s3.send(new CreateBucketCommand({ Bucket }));
  const keys = ["a", "a-b", "a/b", "a0", "\uff5e", "😀"];
  for (const Key of [...keys].reverse()) {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
  }
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  assert.deepEqual(
    Contents.map(({ Key }) => Key),
    keys,
  );
  assert.deepEqual(
    (await server.objects.list(Bucket, "a")).map(({ key }) => key),
    ["a", "a-b", "a/b", "a0"],
  );
});

test("version 1: markers and NextMarker", async () => {
  const Bucket = "listing-v1";
  await s3.send(new CreateBucketCommand({ Bucket }));
  for (const Key of ["asdf", "boo/bar", "boo/baz/xyzzy", "cquux/bla", "cquux/thud"]) {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
  }
  const page = async (Marker?: string) => {
    const answer = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: "/", MaxKeys: 1, Marker }));
    const rows = [
      ...(answer.Contents ?? []).map(({ Key }) => Key),
      ...(answer.CommonPrefixes ?? []).map((p) => p.Prefix),
    ];
    return [...rows, answer.IsTruncated, answer.NextMarker];
  };
  assert.deepEqual(await page(), ["asdf", true, "asdf"]);
  assert.deepEqual(await page("asdf"), ["boo/", true, "boo/"]);
  assert.deepEqual(await page("boo/"), ["cquux/", false, undefined]);
  const { NextMarker, IsTruncated } = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 2 }));
  assert.deepEqual([NextMarker, IsTruncated], [undefined, true]);
});

test("bad arguments are refused, and max-keys 0 is an empty page", async () => {
  const Bucket = "listing-v1";
  await assert.rejects(s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken: "made up" })), {
    name: "InvalidArgument",
    message: "The continuation token provided is incorrect",
  });
  await assert.rejects(s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: -1 })), { name: "InvalidArgument" });
  const empty = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 0 }));
  assert.deepEqual([empty.KeyCount, empty.IsTruncated], [0, false]);
  await assert.rejects(s3.send(new ListObjectsV2Command({ Bucket: "no-such-bucket" })), { name: "NoSuchBucket" });
});

test("20,000 files that a job wrote are listed page by page", async () => {
  const Bucket = "many-files";
  await s3.send(new CreateBucketCommand({ Bucket }));
  const folder = server.objects.bucketFolder(Bucket);
  for (let day = 0; day < 100; day++) {
    const partition = join(folder, `inspection_date=${String(day).padStart(3, "0")}`);
    mkdirSync(partition);
    for (let file = 0; file < 200; file++) {
      writeFileSync(join(partition, `part-${String(file).padStart(5, "0")}`), "x");
    }
  }
  const started = performance.now();
  const rows = await listAll({ Bucket });
  const seconds = (performance.now() - started) / 1000;
  assert.equal(rows.length, 20_000);
  assert.deepEqual(rows, [...rows].sort());
  assert.ok(seconds < 20, `took ${seconds} s`);
  assert.equal((await listAll({ Bucket, Delimiter: "/" })).length, 100);
});

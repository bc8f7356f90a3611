import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pick, random } from "../testing/random";
import { type S3TestServer, startS3 } from "./testing/s3-test-server";

const seed = 20250629;
const requests = 20_000;
const inParallel = 24;
let server: S3TestServer;
let agent: Agent;

before(async () => {
  server = await startS3();
  agent = new Agent({ keepAlive: true, maxSockets: inParallel });
  server.objects.createBucket("fuzz-bucket");
});

after(async () => {
  agent.destroy();
  await server.close();
});

const pieces = [
  "fuzz-bucket",
  "..",
  ".",
  "%2e%2e",
  "%2E%2e%2f",
  "..%2f",
  "%00",
  "%",
  "%zz",
  "%c0%af",
  "a",
  "b",
  "a%2Fb",
  "%5c..%5c",
  "",
  "%ed%95%9c",
  "😀",
  "~",
  "*",
  "con",
  "%0d%0a",
  "'\"<>",
  "escaped",
  "s3-metadata",
  "a".repeat(256),
  "+",
  "%2b",
  "=",
  "&",
];
const parameters = [
  "list-type=2",
  "prefix=a/",
  "prefix=%2e%2e/",
  "prefix=",
  "delimiter=/",
  "delimiter=",
  "max-keys=2",
  "max-keys=-1",
  "marker=a",
  "continuation-token=x",
  "start-after=%ff",
  "uploads",
  "uploadId=x",
  "uploadId=..%2f..",
  "partNumber=1",
  "partNumber=x",
  "tagging",
  "acl",
  "policy",
  "delete",
  "versions",
  "versionId=null",
  "attributes",
  "encoding-type=url",
  "cors",
  "location",
  "response-content-type=a%0d%0ab",
  "X-Amz-Expires=1",
  "X-Amz-Date=20250101T000000Z",
  "constructor",
  "__proto__",
  "=",
  "%",
];
const headers: readonly (readonly [string, string])[] = [
  ["range", "bytes=0-"],
  ["range", "bytes=-0"],
  ["range", "bytes=99999999999999999999-"],
  ["range", "x"],
  ["if-match", "*"],
  ["if-none-match", "*"],
  ["if-match", '"x"'],
  ["if-modified-since", "never"],
  ["x-amz-copy-source", "fuzz-bucket/a"],
  ["x-amz-copy-source", "/../../etc/passwd"],
  ["x-amz-copy-source", "%"],
  ["x-amz-copy-source-range", "bytes=0-0"],
  ["x-amz-metadata-directive", "REPLACE"],
  ["x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"],
  ["x-amz-content-sha256", "0".repeat(64)],
  ["content-encoding", "aws-chunked"],
  ["x-amz-decoded-content-length", "3"],
  ["x-amz-decoded-content-length", "-1"],
  ["x-amz-trailer", "x-amz-checksum-crc32"],
  ["x-amz-trailer", "constructor"],
  ["x-amz-checksum-crc32", "AAAAAA=="],
  ["x-amz-checksum-sha256", "x"],
  ["x-amz-sdk-checksum-algorithm", "__proto__"],
  ["content-md5", "x"],
  ["x-amz-checksum-algorithm", "toString"],
  ["x-amz-meta-a", "\u00ff\u00e9"],
  ["x-amz-meta-__proto__", "x"],
  ["x-amz-tagging", "a=1&a=2"],
  ["x-amz-tagging", "%"],
  ["x-amz-object-attributes", "ETag,constructor"],
  ["host", "fuzz-bucket.localhost"],
  ["host", "...localhost"],
  ["content-type", "text/csv; x=\u00ff"],
];
const bodies = [
  "",
  "x",
  "3\r\nabc\r\n0\r\n\r\n",
  "3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n",
  "ffffffffffff\r\n",
  "<",
  "<Delete/>",
  "<Delete><Object><Key>a</Key></Object></Delete>",
  "<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>",
  "<CompleteMultipartUpload><Part/></CompleteMultipartUpload>",
  '{"Statement":[]}',
  "\0\u0001",
  "x".repeat(70_000),
  "<a>".repeat(3000),
  '<!DOCTYPE a [<!ENTITY b "c">]><Delete>&b;</Delete>',
  "<CreateBucketConfiguration><__proto__/></CreateBucketConfiguration>",
];

interface Case {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

function makeCase(number: number): Case {
  const next = random(seed, number);
  const depth = next(6);
  const inBucket = next(4) > 0 ? "/fuzz-bucket" : "";
  const path = `${inBucket}${Array.from({ length: depth }, () => `/${pick(next, pieces)}`).join("")}` || "/";
  const query = Array.from({ length: next(4) }, () => pick(next, parameters)).join("&");
  const chosen = Object.fromEntries(Array.from({ length: next(4) }, () => pick(next, headers)));
  const method = pick(next, ["GET", "PUT", "HEAD", "DELETE", "POST", "PATCH", "OPTIONS"]);
  const target = (query === "" ? path : `${path}?${query}`).replace(/[^\x21-\x7e]/gu, encodeURIComponent);
  return { method, path: target, headers: chosen, body: pick(next, bodies) };
}

function send({ method, path, headers: extra, body }: Case): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        agent,
        port: server.port,
        host: "127.0.0.1",
        method,
        path,
        headers: { ...extra, "content-length": Buffer.byteLength(body) },
        timeout: 10_000,
      },
      (incoming) => {
        incoming.resume();
        incoming.on("end", () => resolve(incoming.statusCode ?? 0));
        incoming.on("error", reject);
      },
    );
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer within 10 s")));
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** The folders that must not get a new entry, whatever is sent. */
function outside(): string[] {
  const beside = readdirSync(dirname(server.dataDir)).filter((name) => /escaped|passwd/.test(name));
  return [...readdirSync(server.dataDir), ...beside];
}

test(`${requests} requests of all kinds: each is answered, none with an internal error, none gets out`, async (context) => {
  const errors: unknown[][] = [];
  context.mock.method(console, "error", (...details: unknown[]) => errors.push(details));
  const before = outside();
  const statuses = new Map<number, number>();
  let number = 0;
  await Promise.all(
    Array.from({ length: inParallel }, async () => {
      while (number < requests) {
        const one = makeCase(number++);
        const shown = () => JSON.stringify({ ...one, body: one.body.slice(0, 100) });
        const status = await send(one).catch((error: unknown) => assert.fail(`${error}: ${shown()}`));
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        assert.notEqual(status, 500, `${shown()} ${errors.join("\n")}`);
      }
    }),
  );
  assert.deepEqual(errors, []);
  assert.deepEqual(outside(), before);
  assert.ok((statuses.get(200) ?? 0) > requests / 20, JSON.stringify([...statuses]));
  assert.deepEqual(readdirSync(join(server.dataDir, "s3-metadata", ".staging")), []);
});

test("bytes that are no HTTP, and connections that are cut, do no harm", async () => {
  for (let number = 0; number < 300; number++) {
    const next = random(seed, 1_000_000 + number);
    const one = makeCase(number);
    const head = `${one.method} ${one.path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: ${one.body.length + next(50)}\r\n\r\n${one.body}`;
    const bytes = Buffer.from(head, "latin1");
    for (let changes = next(6); changes > 0; changes--) {
      bytes[next(bytes.length)] = next(256);
    }
    await new Promise<void>((resolve) => {
      const socket = connect(server.port, "127.0.0.1", () => {
        socket.write(bytes.subarray(0, 1 + next(bytes.length)), () => setTimeout(() => socket.destroy(), next(4)));
      });
      socket.resume();
      socket.on("error", () => {});
      socket.on("close", () => resolve());
    });
  }
  const alive = { method: "GET", path: "/fuzz-bucket?list-type=2", headers: {}, body: "" };
  assert.equal(await send(alive), 200);
});

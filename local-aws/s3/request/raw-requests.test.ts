import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { crc32c, crc64nvme } from "../checksums/crc";
import { type S3TestServer, startS3 } from "../testing/s3-test-server";

let server: S3TestServer;

before(async () => {
  server = await startS3();
  await send("PUT", "/raw-tests", "");
});

after(() => server.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

function send(
  method: string,
  path: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = method === "PUT" || method === "POST" ? { "content-length": String(Buffer.byteLength(body)) } : {};
    const outgoing = request(
      { port: server.port, host: "127.0.0.1", method, path, headers: { ...length, ...headers } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("end", () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function code(answer: Answer): string | undefined {
  return /<Code>(.*?)<\/Code>/.exec(answer.body)?.[1];
}

/** Sends bytes as they are and gives all that comes back until the server closes or a second is over. */
function sendBytes(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.port, "127.0.0.1");
    let answer = "";
    const timer = setTimeout(() => socket.destroy(), 1000);
    socket.on("data", (data) => {
      answer += data.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(answer);
    });
    socket.write(bytes);
  });
}

const chunked = { "content-encoding": "aws-chunked", "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER" };

test("an aws-chunked body is taken apart and its trailer compared", async () => {
  // The CRC-32 of "123456789" is cbf43926.
  const value = Buffer.from("cbf43926", "hex").toString("base64");
  const headers = { ...chunked, "x-amz-decoded-content-length": "9", "x-amz-trailer": "x-amz-checksum-crc32" };
  const body = (trailer: string) =>
    `4\r\n1234\r\n5;chunk-signature=${"0".repeat(64)}\r\n56789\r\n0\r\n${trailer}\r\n\r\n`;
  const good = await send("PUT", "/raw-tests/chunked", body(`x-amz-checksum-crc32:${value}`), headers);
  assert.equal(good.status, 200, good.body);
  assert.equal(good.headers["x-amz-checksum-crc32"], value);
  const back = await send("GET", "/raw-tests/chunked", "", { "x-amz-checksum-mode": "ENABLED" });
  assert.equal(back.body, "123456789");
  assert.equal(back.headers["x-amz-checksum-crc32"], value);
  assert.equal(back.headers["content-encoding"], undefined);

  const wrong = await send("PUT", "/raw-tests/wrong", body("x-amz-checksum-crc32:AAAAAA=="), headers);
  assert.deepEqual([wrong.status, code(wrong)], [400, "BadDigest"]);
  assert.match(wrong.body, /The CRC32 you specified did not match the calculated checksum\./);
  const missing = await send("PUT", "/raw-tests/wrong", "9\r\n123456789\r\n0\r\n\r\n", headers);
  assert.equal(code(missing), "MalformedTrailerError");
  assert.equal((await send("GET", "/raw-tests/wrong", "")).status, 404);
  assert.deepEqual(readdirSync(join(server.dataDir, "s3-metadata", ".staging")), []);
});

test("a broken aws-chunked body is refused", async () => {
  const headers = { ...chunked, "x-amz-decoded-content-length": "4" };
  for (const body of [
    "4\r\n1234",
    "zz\r\n1234\r\n0\r\n\r\n",
    "3\r\n1234\r\n0\r\n\r\n",
    "4\r\n1234\r\n",
    "",
    "3\r\n123\r\n0\r\n\r\n",
  ]) {
    assert.equal(code(await send("PUT", "/raw-tests/broken", body, headers)), "IncompleteBody", JSON.stringify(body));
  }
  assert.equal((await send("GET", "/raw-tests/broken", "")).status, 404);
});

test("a client that sends all before it reads gets its answer, and its connection goes on", async () => {
  const size = 30 * 1024 * 1024;
  const garbage = Buffer.alloc(size, "zz\r\n");
  const head = (headers: string, length = size) =>
    `PUT /raw-tests/stubborn HTTP/1.1\r\nhost: 127.0.0.1\r\n${headers}content-length: ${length}\r\n\r\n`;
  const inChunks =
    "content-encoding: aws-chunked\r\nx-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\nx-amz-decoded-content-length: 9\r\n";
  for (const [headers, expected] of [
    [inChunks, /<Code>IncompleteBody</],
    ["x-amz-storage-class: GLACIER\r\n", /<Code>NotImplemented</],
    ["connection: close\r\nx-amz-storage-class: GLACIER\r\n", /<Code>NotImplemented</],
  ] as const) {
    const socket = connect(server.port, "127.0.0.1").pause();
    let answer = "";
    await new Promise<void>((resolve) => socket.write(head(headers)) && socket.write(garbage, () => resolve()));
    socket.write(`${head("connection: close\r\n", 2)}ok`);
    socket.on("data", (data) => {
      answer += data.toString();
    });
    await once(socket.resume(), "close");
    assert.match(answer, expected);
    assert.equal(/HTTP\/1.1 200 OK/.test(answer), !headers.startsWith("connection: close"));
  }
});

test("a client that says no more after an early answer loses its connection", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const socket = connect(server.port, "127.0.0.1");
  socket.write(
    "PUT /raw-tests/silent HTTP/1.1\r\nhost: 127.0.0.1\r\nx-amz-storage-class: GLACIER\r\ncontent-length: 99\r\n\r\nx",
  );
  const [answer] = await once(socket, "data");
  assert.match(String(answer), /<Code>NotImplemented</);
  const closed = once(socket, "close");
  context.mock.timers.tick(5000);
  await closed;
});

test("an aws-chunked body may be cut anywhere by the network", async () => {
  const body = "4\r\n1234\r\n5\r\n56789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n";
  const head = `PUT /raw-tests/cut HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncontent-encoding: aws-chunked\r\nx-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\nx-amz-trailer: x-amz-checksum-crc32\r\nx-amz-decoded-content-length: 9\r\ncontent-length: ${body.length}\r\n\r\n`;
  const socket = connect({ port: server.port, host: "127.0.0.1", noDelay: true });
  let answer = "";
  socket.on("data", (data) => {
    answer += data.toString();
  });
  socket.write(head);
  for (const character of body) {
    socket.write(character);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await new Promise((resolve) => socket.on("close", resolve));
  assert.match(answer, /^HTTP\/1.1 200 /);
  assert.equal((await send("GET", "/raw-tests/cut", "")).body, "123456789");
});

test("checksums of all algorithms, by their published check values", async () => {
  const values = {
    crc32: "cbf43926",
    crc32c: "e3069283",
    crc64nvme: "ae8b14860a799888",
    sha1: "f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    sha256: "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
  };
  for (const [algorithm, hex] of Object.entries(values)) {
    const name = `x-amz-checksum-${algorithm}`;
    const value = Buffer.from(hex, "hex").toString("base64");
    const good = await send("PUT", `/raw-tests/${algorithm}`, "123456789", { [name]: value });
    assert.equal(good.status, 200, good.body);
    assert.equal(good.headers[name], value);
    const bad = await send("PUT", `/raw-tests/${algorithm}`, "123456780", { [name]: value });
    assert.equal(code(bad), "BadDigest", algorithm);
    const invalid = await send("PUT", `/raw-tests/${algorithm}`, "123456789", { [name]: "AA==" });
    assert.deepEqual([invalid.status, code(invalid)], [400, "InvalidRequest"]);
    const named = await send("PUT", `/raw-tests/${algorithm}`, "123456789", {
      "x-amz-sdk-checksum-algorithm": algorithm.toUpperCase(),
    });
    assert.equal(named.headers[name], value);
  }
  const halves = [Buffer.from("1234"), Buffer.from("56789")] as const;
  assert.equal(crc32c(halves[1], crc32c(halves[0])), 0xe3069283);
  assert.deepEqual(crc64nvme(halves[1], crc64nvme(halves[0])), { high: 0xae8b1486, low: 0x0a799888 });
});

test("Content-MD5 and x-amz-content-sha256 are compared", async () => {
  const md5 = Buffer.from("25f9e794323b453885f5181f1b624d0b", "hex").toString("base64");
  assert.equal((await send("PUT", "/raw-tests/md5", "123456789", { "content-md5": md5 })).status, 200);
  assert.equal(code(await send("PUT", "/raw-tests/md5", "12345678", { "content-md5": md5 })), "BadDigest");
  assert.equal(code(await send("PUT", "/raw-tests/md5", "1", { "content-md5": "AAAA" })), "InvalidDigest");
  const sha256 = "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225";
  assert.equal((await send("PUT", "/raw-tests/sha", "123456789", { "x-amz-content-sha256": sha256 })).status, 200);
  const wrong = await send("PUT", "/raw-tests/sha", "12345678", { "x-amz-content-sha256": sha256 });
  assert.equal(code(wrong), "XAmzContentSHA256Mismatch");
});

test("a body that ends early leaves the old object and no file", async () => {
  await send("PUT", "/raw-tests/early", "old");
  await sendBytes("PUT /raw-tests/early HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 100\r\n\r\nonly this");
  assert.equal((await send("GET", "/raw-tests/early", "")).body, "old");
  assert.deepEqual(readdirSync(join(server.dataDir, "s3-metadata", ".staging")), []);
});

test("a write needs a length", async () => {
  const answer = await sendBytes(
    "PUT /raw-tests/nolength HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
  );
  assert.match(answer, /^HTTP\/1.1 411 [\s\S]*<Code>MissingContentLength<\/Code>/);
});

test("no path leaves the bucket's folder", async () => {
  const paths = [
    "/raw-tests/../../escaped",
    "/raw-tests/%2e%2e/%2e%2e/escaped",
    "/raw-tests/..%2f..%2fescaped",
    "/raw-tests/..%5c..%5cescaped",
    "/raw-tests/%252e%252e/escaped",
    "/raw-tests//../../../escaped",
    "/raw-tests/a/../../../../escaped",
    "/raw-tests/%00/escaped",
    "/raw-tests/escaped%00.csv",
    "/raw-tests/..%c0%af..%c0%afescaped",
    "/../s3-metadata/escaped",
    "/%2e%2e/escaped",
    "/..%2fescaped/key",
    "/.staging/escaped",
    "http://127.0.0.1/raw-tests/../../escaped",
    "/raw-tests/%2fetc%2fescaped",
  ];
  const before = outsideFiles();
  for (const path of paths) {
    const put = await send("PUT", path, "out");
    assert.ok(
      put.status === 200 || put.status === 400 || put.status === 404 || put.status === 501,
      `${path}: ${put.status}`,
    );
    const got = await send("GET", path, "");
    assert.equal(got.status === 200, put.status === 200, path);
    await send("GET", `/raw-tests?prefix=${encodeURIComponent(path.slice(11))}`, "");
    await send("DELETE", path, "");
  }
  assert.deepEqual(outsideFiles(), before);
  assert.equal(existsSync("/etc/escaped"), false);
});

/** The names beside the buckets' folders, up to the folder that holds the data folder. */
function outsideFiles(): string[] {
  const folders = [server.dataDir, join(server.dataDir, "s3"), join(server.dataDir, "s3-metadata")];
  const beside = readdirSync(dirname(server.dataDir)).filter((name) => name.includes("escaped"));
  return [...folders.flatMap((folder) => readdirSync(folder)), ...beside];
}

test("what is no XML, and what asks for too much, is refused with S3's errors", async () => {
  const post = (body: string) => {
    return send("POST", "/raw-tests?delete", body, {
      "content-md5": createHash("md5").update(body).digest("base64"),
    });
  };
  for (const body of [
    "",
    "<",
    "<Delete>",
    "<Other/>",
    "not xml",
    "<Delete></Delete>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]><Delete><Object><Key>&a;</Key></Object></Delete>",
  ]) {
    assert.equal(code(await post(body)), "MalformedXML", body);
  }
  const many = `<Delete>${"<Object><Key>a</Key></Object>".repeat(1001)}</Delete>`;
  assert.equal(code(await post(many)), "MalformedXML");
  // the algorithm alone is no checksum
  for (const name of ["x-amz-checksum-algorithm", "x-amz-checksum-mode"]) {
    const bare = await send("POST", "/raw-tests?delete", "<Delete/>", { [name]: "SHA1" });
    assert.deepEqual([bare.status, code(bare)], [400, "InvalidRequest"]);
  }
  assert.equal(code(await send("GET", "/raw-tests/%zz", "")), "InvalidURI");
  assert.equal(code(await send("GET", "/raw-tests?max-keys=a", "")), "InvalidArgument");
  assert.equal(code(await send("GET", "/raw-tests?encoding-type=x", "")), "InvalidArgument");
  const huge = { "x-amz-meta-a": "x".repeat(2048) };
  assert.equal(code(await send("PUT", "/raw-tests/meta", "", huge)), "MetadataTooLarge");
});

test("headers whose effect is missing are refused, not ignored", async () => {
  for (const [name, value] of [
    ["x-amz-server-side-encryption-customer-algorithm", "AES256"],
    ["x-amz-server-side-encryption", "aws:kms"],
    ["x-amz-storage-class", "GLACIER"],
    ["x-amz-object-lock-mode", "GOVERNANCE"],
    ["if-none-match", '"etag"'],
  ] as const) {
    const answer = await send("PUT", "/raw-tests/refused", "x", { [name]: value });
    assert.deepEqual([answer.status, code(answer)], [501, "NotImplemented"], name);
  }
  assert.equal(
    code(await send("PUT", "/raw-tests/refused", "x", { "x-amz-acl": "public-read" })),
    "AccessControlListNotSupported",
  );
  const owner = await send("GET", "/raw-tests", "", { "x-amz-expected-bucket-owner": "111111111111" });
  assert.deepEqual([owner.status, code(owner)], [403, "AccessDenied"]);
});

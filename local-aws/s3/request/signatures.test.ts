import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { after, before, test } from "node:test";
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  type S3ServiceException,
} from "@aws-sdk/client-s3";
import { readInstallation } from "../../engines/installation";
import { ChunkSignatures, SignatureVerifier } from "../../protocol/signatures/signature";
import { type S3TestServer, startS3 } from "../testing/s3-test-server";
import { decodeAwsChunked } from "./aws-chunked";

/** The key of the examples in AWS's documentation. */
const credentials = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
const bucket = "signed-bucket";
/** Temporary ones. */
const session = { accessKeyId: "ASIASESSION", secretAccessKey: "of the session", sessionToken: "token/of+it==" };
let server: S3TestServer;
let s3: S3Client;

before(async () => {
  server = await startS3(undefined, new SignatureVerifier([credentials, session]));
  s3 = server.client({ credentials });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
});

after(() => server.close());

async function refusalOf(action: Promise<unknown>): Promise<S3ServiceException> {
  try {
    await action;
  } catch (error) {
    return error as S3ServiceException;
  }
  return assert.fail("the request was not refused");
}

test("what the SDK signs is taken: odd keys, queries, metadata, bodies with and without a trailer", async () => {
  const keys = ["plain", "year=2025/month=07/a b+c&d%.csv", "한국어/😀", "a//b/../c", "it's(1)*!~'", "x".repeat(1024)];
  for (const Key of keys) {
    await s3.send(
      new PutObjectCommand({ Bucket: bucket, Key, Body: `body of ${Key}`, Metadata: { note: "a  b   c", empty: "" } }),
    );
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    assert.equal(await Body?.transformToString(), `body of ${Key}`);
  }
  const body = Readable.from([Buffer.alloc(70_000, "a"), Buffer.alloc(70_000, "b")], { objectMode: false });
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: "stream", Body: body, ContentLength: 140_000 }));
  const listed = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: "year=2025/month=07/a b+c&d%" }));
  assert.equal(listed.KeyCount, 1);
});

test("a wrong secret, an unknown key, no key and a wrong clock are refused with S3's own errors", async () => {
  const send = (config: Parameters<S3TestServer["client"]>[0]) =>
    refusalOf(server.client({ maxAttempts: 1, ...config }).send(new ListObjectsV2Command({ Bucket: bucket })));
  const mismatch = await send({ credentials: { ...credentials, secretAccessKey: "wrong" } });
  assert.equal(mismatch.name, "SignatureDoesNotMatch");
  assert.equal(mismatch.$metadata.httpStatusCode, 403);
  const unknown = await send({ credentials: { accessKeyId: "AKIAUNKNOWN", secretAccessKey: "x" } });
  assert.equal(unknown.name, "InvalidAccessKeyId");
  for (const systemClockOffset of [-16 * 60_000, 16 * 60_000]) {
    assert.equal((await send({ credentials, systemClockOffset })).name, "RequestTimeTooSkewed");
  }
  assert.equal((await fetch(`${server.url}/${bucket}`)).status, 403);
  const basic = await fetch(`${server.url}/${bucket}`, { headers: { authorization: "Basic eDp5" } });
  assert.match(await basic.text(), /<Code>InvalidRequest<\/Code>/);
  const half = { authorization: "AWS4-HMAC-SHA256 Credential=a/20250712/us-east-1/s3/aws4_request" };
  assert.match(
    await (await fetch(`${server.url}/${bucket}`, { headers: half })).text(),
    /AuthorizationHeaderMalformed/,
  );
});

test("a session token has to be the key's own", async () => {
  const list = (of: typeof session | typeof credentials) =>
    server.client({ maxAttempts: 1, credentials: of }).send(new ListObjectsV2Command({ Bucket: bucket }));
  await list(session);
  const { sessionToken: _token, ...withoutToken } = session;
  assert.equal((await refusalOf(list(withoutToken))).name, "InvalidAccessKeyId");
  for (const wrong of [
    { ...session, sessionToken: "another" },
    { ...credentials, sessionToken: session.sessionToken },
  ]) {
    const refused = await refusalOf(list(wrong));
    assert.equal(refused.name, "InvalidToken");
    assert.equal(refused.message, "The provided token is malformed or otherwise invalid.");
    assert.equal(refused.$metadata.httpStatusCode, 400);
  }
});

const boto3 = `
import json, sys, boto3
endpoint, bucket, plain, session = json.loads(sys.argv[1])
def url(of, operation, seconds=60, **params):
    s3 = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id=of["accessKeyId"],
                      aws_secret_access_key=of["secretAccessKey"], aws_session_token=of.get("sessionToken"))
    return s3.generate_presigned_url(operation, Params={"Bucket": bucket, **params}, ExpiresIn=seconds)
key = "presigned/\ud55c\uae00 a+b&c.csv"
print(json.dumps({
    "put": url(plain, "put_object", Key=key, Metadata={"line": "3"}, ContentType="text/csv"),
    "get": url(plain, "get_object", Key=key),
    "typed": url(plain, "get_object", Key=key, ResponseContentType="text/plain"),
    "part": url(plain, "get_object", Key=key, PartNumber=1),
    "list": url(plain, "list_objects_v2", Prefix="presigned/"),
    "temporary": url(session, "get_object", Key=key),
    "delete": url(plain, "delete_object", Key=key),
    "expired": url(plain, "get_object", -1, Key=key),
    "forged": url({**plain, "secretAccessKey": "wrong"}, "get_object", Key=key),
    "stranger": url({**plain, "accessKeyId": "AKIAUNKNOWN"}, "get_object", Key=key),
    "token": url({**plain, "sessionToken": "strange"}, "get_object", Key=key),
}))
`;

test("boto3's presigned URLs, of Signature Version 2, are good for what they say and until they say", async () => {
  const config = JSON.stringify([server.url, bucket, credentials, session]);
  const urls = JSON.parse(execFileSync(readInstallation().python, ["-c", boto3, config], { encoding: "utf8" }));
  const send = async (url: string, init: RequestInit = {}) => {
    const answer = await fetch(url, init);
    const text = await answer.text();
    return /<Code>(.*?)</.exec(text)?.[1] ?? `${answer.status} ${answer.headers.get("content-type")} ${text}`;
  };
  assert.match(urls.put, /[?&]AWSAccessKeyId=.*[?&]Signature=/);
  const put = { method: "PUT", body: "x", headers: { "content-type": "text/csv" } };
  assert.equal(await send(urls.put, { ...put, headers: { "content-type": "text/html" } }), "SignatureDoesNotMatch");
  assert.equal(
    await send(urls.put, { ...put, headers: { ...put.headers, "x-amz-tagging": "a=b" } }),
    "SignatureDoesNotMatch",
  );
  assert.equal(await send(urls.put.replace("meta-line=3", "meta-line=4"), put), "SignatureDoesNotMatch");
  assert.equal(await send(urls.put, put), "200 null ");
  assert.equal(await send(urls.get), "200 text/csv x");
  assert.equal(await send(urls.typed), "200 text/plain x");
  assert.equal(await send(urls.part), "206 text/csv x");
  assert.equal(await send(urls.temporary), "200 text/csv x");
  assert.match(await send(urls.list), /<KeyCount>1</);
  const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "presigned/한글 a+b&c.csv" }));
  assert.deepEqual(head.Metadata, { line: "3" });
  for (const [url, init] of [
    [urls.get, { method: "DELETE" }],
    [urls.get.replace("%2B", "-")],
    [urls.get.replace("Expires=", "Expires=1")],
    [`${urls.get}&response-content-type=text%2Fhtml`],
    [`${urls.get}&tagging`],
    [`${urls.get}&attributes`],
    [urls.forged],
  ] as [string, RequestInit?][]) {
    assert.equal(await send(url, init), "SignatureDoesNotMatch", url);
  }
  assert.equal(await send(urls.stranger), "InvalidAccessKeyId");
  assert.equal(await send(urls.token), "InvalidToken");
  const expired = await fetch(urls.expired);
  assert.equal(expired.status, 403);
  assert.match(
    await expired.text(),
    /<Code>AccessDenied<\/Code><Message>Request has expired<\/Message><Expires>.*<ServerTime>/,
  );
  assert.match(await send(urls.delete, { method: "DELETE" }), /^204/);
});

test("a signature is good for its own request only", async () => {
  const signed = await signedRequest(new PutObjectCommand({ Bucket: bucket, Key: "changed", Body: "one" }));
  const put = (path: string, headers: Record<string, string>, body = "one") =>
    fetch(`${server.url}${path}?x-id=PutObject`, { method: "PUT", headers, body }).then(async (response) => ({
      status: response.status,
      text: await response.text(),
    }));
  assert.match((await put("/signed-bucket/other", signed)).text, /SignatureDoesNotMatch/);
  assert.match((await put("/signed-bucket/changed/", signed)).text, /SignatureDoesNotMatch/);
  assert.match((await put("/signed-bucket/changed", signed, "two")).text, /XAmzContentSHA256Mismatch/);
  assert.match((await put("/signed-bucket/changed", { ...signed, "x-amz-meta-a": "b" })).text, /HeadersNotSigned/);
  assert.match((await put("/signed-bucket/changed", { ...signed, "x-amz-checksum-crc32": "AAAAAA==" })).text, /Error/);
  assert.equal((await refusalOf(s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "changed" })))).name, "NotFound");
  assert.equal((await put("/signed-bucket/changed", signed)).status, 200);
});

/** The headers that the SDK would send; the request itself is not sent. */
async function signedRequest(command: PutObjectCommand): Promise<Record<string, string>> {
  const client = server.client({ credentials, requestChecksumCalculation: "WHEN_REQUIRED" });
  let headers: Record<string, string> = {};
  client.middlewareStack.add(
    () => async (step) => {
      headers = { ...(step.request as { headers: Record<string, string> }).headers };
      throw new Error("not to be sent");
    },
    { step: "deserialize", priority: "high" },
  );
  await client.send(command).catch(() => {});
  const { host: _host, "content-length": _length, ...rest } = headers;
  return rest;
}

function asRequest(method: string, url: string, headers: Record<string, string>): IncomingMessage {
  return { method, url, headers, rawHeaders: Object.entries(headers).flat() } as unknown as IncomingMessage;
}

const scope = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
const a64k = Buffer.alloc(65_536, "a");
const a1k = Buffer.alloc(1024, "a");

interface Example {
  readonly headers: Record<string, string>;
  /** Of the request, then of each chunk, then of the trailers. */
  readonly signatures: readonly string[];
  readonly trailer?: string;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html */
const signedChunks: Example = {
  headers: {
    host: "s3.amazonaws.com",
    "x-amz-date": "20130524T000000Z",
    "x-amz-storage-class": "REDUCED_REDUNDANCY",
    "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
    "content-encoding": "aws-chunked",
    "x-amz-decoded-content-length": "66560",
    "content-length": "66824",
  },
  signatures: [
    "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
    "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
    "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
    "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
  ],
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html */
const signedTrailer: Example = {
  headers: {
    host: "s3.amazonaws.com",
    "x-amz-date": "20130524T000000Z",
    "x-amz-storage-class": "REDUCED_REDUNDANCY",
    "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
    "content-encoding": "aws-chunked",
    "x-amz-decoded-content-length": "66560",
    "x-amz-trailer": "x-amz-checksum-crc32c",
  },
  signatures: [
    "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
    "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
    "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
    "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
    "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435",
  ],
  trailer: "x-amz-checksum-crc32c:sOO8/Q==",
};

async function decode({ headers, signatures, trailer }: Example, body: readonly Buffer[]): Promise<Buffer> {
  const [first = "", ...ofChunks] = signatures;
  const names = Object.keys(headers).sort();
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=${names.join(";")},Signature=${first}`;
  const request = asRequest("PUT", "/examplebucket/chunkObject.txt", { ...headers, authorization });
  const seed = new SignatureVerifier([credentials]).verify(request, headers["x-amz-content-sha256"] ?? "");
  const chunks = [...body, Buffer.alloc(0)].map((data, index) => {
    const size = data.length.toString(16);
    const end = data.length > 0 ? "\r\n" : "";
    return Buffer.concat([Buffer.from(`${size};chunk-signature=${ofChunks[index]}\r\n`), data, Buffer.from(end)]);
  });
  const last = trailer === undefined ? "" : `${trailer}\r\nx-amz-trailer-signature:${ofChunks.at(-1)}\r\n`;
  const sent = Buffer.concat([...chunks, Buffer.from(`${last}\r\n`)]);
  const pieces = Array.from({ length: Math.ceil(sent.length / 999) }, (_, index) =>
    sent.subarray(index * 999, (index + 1) * 999),
  );
  const decoded: Buffer[] = [];
  for await (const data of decodeAwsChunked(Readable.from(pieces), new Map(), new ChunkSignatures(seed))) {
    decoded.push(data);
  }
  return Buffer.concat(decoded);
}

for (const [name, example] of Object.entries({ signedChunks, signedTrailer })) {
  test(`AWS's documented example of ${name} is right, and wrong with any byte or signature changed`, async (context) => {
    context.mock.timers.enable({ apis: ["Date"], now: Date.UTC(2013, 4, 24, 0, 5) });
    assert.deepEqual(await decode(example, [a64k, a1k]), Buffer.concat([a64k, a1k]));
    const changed = Buffer.from(a1k);
    changed[500] = 98;
    const isMismatch = { problem: "mismatch" };
    await assert.rejects(decode(example, [a64k, changed]), isMismatch);
    await assert.rejects(decode(example, [a64k]), isMismatch);
    for (let index = 0; index < example.signatures.length; index++) {
      const signatures = example.signatures.with(index, "0".repeat(64));
      await assert.rejects(decode({ ...example, signatures }, [a64k, a1k]), isMismatch);
    }
    if (example.trailer !== undefined) {
      const trailer = example.trailer.replace("sOO8", "aaaa");
      await assert.rejects(decode({ ...example, trailer }, [a64k, a1k]), isMismatch);
    }
  });
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
test("AWS's documented example of a presigned URL is right", (context) => {
  const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(scope)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host`;
  const signature = "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
  const host = "examplebucket.s3.amazonaws.com";
  const verifier = new SignatureVerifier([credentials]);
  const verify = (url: string) => verifier.verify(asRequest("GET", url, { host }), "UNSIGNED-PAYLOAD").signature;
  context.mock.timers.enable({ apis: ["Date"], now: Date.UTC(2013, 4, 24, 20) });
  assert.equal(verify(`/test.txt?${query}&X-Amz-Signature=${signature}`), signature);
  assert.throws(() => verify(`/test2.txt?${query}&X-Amz-Signature=${signature}`), { problem: "mismatch" });
  assert.throws(() => verify(`/test.txt?${query.replace("86400", "86401")}&X-Amz-Signature=${signature}`), {
    problem: "mismatch",
  });
  assert.throws(() => verify(`/test.txt?${query}`), { problem: "malformed-query" });
  context.mock.timers.setTime(Date.UTC(2013, 4, 23));
  assert.throws(() => verify(`/test.txt?${query}&X-Amz-Signature=${signature}`), { problem: "skewed" });
});

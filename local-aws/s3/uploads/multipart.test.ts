import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, before, test } from "node:test";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { DataFolder } from "../../storage/data-folder";
import { type S3TestServer, startS3 } from "../testing/s3-test-server";

const Bucket = "multipart-tests";
const MiB = 1024 * 1024;
let server: S3TestServer;
let s3: S3Client;

before(async () => {
  server = await startS3();
  s3 = server.client();
  await s3.send(new CreateBucketCommand({ Bucket }));
});

after(() => server.close());

async function start(Key: string): Promise<{ Bucket: string; Key: string; UploadId: string }> {
  const { UploadId = "" } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  return { Bucket, Key, UploadId };
}

test("lib-storage uploads in parts; the ETag is the MD5 of the parts' MD5s", async () => {
  const body = randomBytes(12 * MiB);
  const upload = new Upload({
    client: s3,
    params: { Bucket, Key: "big/한글.bin", Body: Readable.from([body]), ContentType: "application/x-test" },
    partSize: 5 * MiB,
  });
  await upload.done();
  const md5 = (data: Buffer) => createHash("md5").update(data).digest();
  const parts = [0, 5, 10].map((at) => md5(body.subarray(at * MiB, (at + 5) * MiB)));
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key: "big/한글.bin" }));
  assert.equal(head.ETag, `"${md5(Buffer.concat(parts)).toString("hex")}-3"`);
  assert.deepEqual([head.ContentLength, head.ContentType], [12 * MiB, "application/x-test"]);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: "big/한글.bin" }));
  assert.ok(body.equals((await Body?.transformToByteArray()) ?? Buffer.alloc(0)));
  const second = await s3.send(new GetObjectCommand({ Bucket, Key: "big/한글.bin", PartNumber: 3 }));
  assert.equal(second.PartsCount, 3);
  assert.ok(body.subarray(10 * MiB).equals((await second.Body?.transformToByteArray()) ?? Buffer.alloc(0)));
  await assert.rejects(s3.send(new GetObjectCommand({ Bucket, Key: "big/한글.bin", PartNumber: 4 })), {
    name: "InvalidPartNumber",
  });
});

test("nothing is there before the upload is completed, and nothing of it stays after", async () => {
  const upload = await start("unseen");
  const { ETag } = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: "part" }));
  await assert.rejects(s3.send(new GetObjectCommand({ Bucket, Key: "unseen" })), { name: "NoSuchKey" });
  const listed = await s3.send(new ListMultipartUploadsCommand({ Bucket }));
  assert.deepEqual(
    listed.Uploads?.map(({ Key, UploadId }) => [Key, UploadId]),
    [["unseen", upload.UploadId]],
  );
  const { Parts } = await s3.send(new ListPartsCommand(upload));
  assert.deepEqual(
    Parts?.map((part) => [part.PartNumber, part.Size, part.ETag]),
    [[1, 4, ETag]],
  );
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload }));
  assert.equal((await s3.send(new HeadObjectCommand({ Bucket, Key: "unseen" }))).ContentLength, 4);
  assert.equal((await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads, undefined);
  await assert.rejects(s3.send(new ListPartsCommand(upload)), { name: "NoSuchUpload" });
});

test("completing checks the parts", async () => {
  const upload = await start("checked");
  const part = async (PartNumber: number, body: string | Buffer) => {
    const { ETag } = await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body: body }));
    return { PartNumber, ETag };
  };
  const first = await part(1, "too small");
  const second = await part(2, "last");
  const complete = (Parts: { PartNumber: number; ETag: string | undefined }[]) =>
    s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
  await assert.rejects(complete([first, second]), {
    name: "EntityTooSmall",
    message: "Your proposed upload is smaller than the minimum allowed size",
  });
  await assert.rejects(complete([second, first]), { name: "InvalidPartOrder" });
  await assert.rejects(complete([{ ...first, ETag: '"00000000000000000000000000000000"' }]), { name: "InvalidPart" });
  await assert.rejects(complete([{ PartNumber: 7, ETag: first.ETag }]), { name: "InvalidPart" });
  await assert.rejects(complete([]), { name: "MalformedXML" });
  const big = await part(1, Buffer.alloc(5 * MiB, "a"));
  await complete([big, second]);
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key: "checked" }));
  assert.equal(head.ContentLength, 5 * MiB + 4);
});

test("an aborted upload is gone", async () => {
  const upload = await start("aborted");
  await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: "part" }));
  await s3.send(new AbortMultipartUploadCommand(upload));
  await assert.rejects(s3.send(new UploadPartCommand({ ...upload, PartNumber: 2, Body: "part" })), {
    name: "NoSuchUpload",
  });
  await assert.rejects(s3.send(new AbortMultipartUploadCommand({ ...upload, UploadId: "../../x" })), {
    name: "NoSuchUpload",
  });
  const uploads = join(server.dataDir, "s3-metadata", Bucket, "uploads");
  assert.ok(!existsSync(uploads) || readdirSync(uploads).length === 0);
});

test("part numbers go from 1 to 10,000", async () => {
  const upload = await start("numbers");
  for (const PartNumber of [0, 10_001]) {
    await assert.rejects(s3.send(new UploadPartCommand({ ...upload, PartNumber, Body: "x" })), {
      name: "InvalidArgument",
      message: "Part number must be an integer between 1 and 10000, inclusive",
    });
  }
  await s3.send(new AbortMultipartUploadCommand(upload));
});

test("parts are copied, whole or a range", async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: "source", Body: "0123456789" }));
  const upload = await start("from parts");
  const copy = { ...upload, PartNumber: 1, CopySource: `${Bucket}/source` };
  const range = new UploadPartCopyCommand({ ...copy, CopySourceRange: "bytes=2-4" });
  const { CopyPartResult } = await s3.send(range);
  await assert.rejects(s3.send(new UploadPartCopyCommand({ ...copy, CopySourceRange: "bytes=2-10" })), {
    name: "InvalidArgument",
  });
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: CopyPartResult?.ETag }] };
  await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload }));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: "from parts" }));
  assert.equal(await Body?.transformToString(), "234");
});

test("the checksum of an upload is of its parts' checksums, or of the whole", async () => {
  const body = [Buffer.alloc(5 * MiB, "x"), Buffer.from("tail")];
  for (const type of ["COMPOSITE", "FULL_OBJECT"] as const) {
    const Key = `checksum-${type}`;
    const created = await s3.send(
      new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: "CRC32", ChecksumType: type }),
    );
    const upload = { Bucket, Key, UploadId: created.UploadId };
    const Parts = [];
    for (const [index, Body] of body.entries()) {
      const PartNumber = index + 1;
      const sent = await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body, ChecksumAlgorithm: "CRC32" }));
      Parts.push({ PartNumber, ETag: sent.ETag, ChecksumCRC32: sent.ChecksumCRC32 });
    }
    const done = await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    assert.equal(done.ChecksumType, type);
    assert.match(done.ChecksumCRC32 ?? "", type === "COMPOSITE" ? /==-2$/ : /==$/);
    // The SDK compares what it reads with the checksum that comes along.
    const { Body, ChecksumCRC32 } = await s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
    assert.equal((await Body?.transformToByteArray())?.length, 5 * MiB + 4);
    assert.equal(ChecksumCRC32, done.ChecksumCRC32);
  }
});

test("a part whose bytes have changed on the disk makes no object, is named, and can be uploaded again", async () => {
  const upload = await start("changed");
  const copied = { CopySource: `${Bucket}/source`, PartNumber: 2 };
  const bodies = [randomBytes(5 * MiB), randomBytes(MiB)];
  await s3.send(new PutObjectCommand({ Bucket, Key: "source", Body: bodies[1] }));
  const sent = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: bodies[0] }));
  const { CopyPartResult } = await s3.send(new UploadPartCopyCommand({ ...upload, ...copied }));
  const parts = [
    { PartNumber: 1, ETag: sent.ETag },
    { PartNumber: 2, ETag: CopyPartResult?.ETag },
  ];
  const complete = () => s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }));
  const again = [
    () => s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: bodies[0] })),
    () => s3.send(new UploadPartCopyCommand({ ...upload, ...copied })),
  ];
  for (const [index, sendAgain] of again.entries()) {
    const [file = ""] = readdirSync(server.dataDir, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(`/${upload.UploadId}/${index + 1}-${parts[index]?.ETag?.replaceAll('"', "")}.part`),
    );
    const bytes = readFileSync(join(server.dataDir, file));
    bytes.writeUInt8(bytes.readUInt8(bytes.length / 2) ^ 1, bytes.length / 2);
    writeFileSync(join(server.dataDir, file), bytes);
    await assert.rejects(complete(), { name: "InvalidPart" });
    assert.ok(
      DataFolder.at(server.dataDir)
        .damaged()
        .some(({ path }) => path === file),
      file,
    );
    const { Parts = [] } = await s3.send(new ListPartsCommand(upload));
    assert.ok(Parts.every(({ PartNumber }) => PartNumber !== index + 1));
    await sendAgain();
  }
  await complete();
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: "changed" }));
  assert.ok(Buffer.concat(bodies).equals((await Body?.transformToByteArray()) ?? Buffer.alloc(0)));
});

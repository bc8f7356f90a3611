import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { CreateDatabaseCommand, CreatePartitionCommand, CreateTableCommand, GlueClient } from "@aws-sdk/client-glue";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

const main = join(__dirname, "..", "main.js");

/** The calls of the kernel that a mode makes for a few acknowledged writes, in their order. */
async function callsOf(durability: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "durability-"));
  const dataDir = join(folder, "data");
  const trace = join(folder, "trace");
  // the name of each descriptor's file is told, too (-y)
  const watch = ["-f", "-y", "-s", "4096", "-o", trace, "-e", "trace=fsync,fdatasync,rename,renameat2,writev,write"];
  const args = [main, "--port", "0", "--data", dataDir, "--trino", "http://127.0.0.1:9", "--durability", durability];
  const child = spawn("strace", [...watch, process.execPath, ...args], { stdio: ["ignore", "pipe", "ignore"] });
  try {
    const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
    const endpoint = /http:\/\/\S+:\d+/.exec(line)?.[0] ?? "";
    const options = { endpoint, region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } };
    const s3 = new S3Client({ ...options, forcePathStyle: true });
    const glue = new GlueClient(options);
    await s3.send(new CreateBucketCommand({ Bucket: "bucket" }));
    await s3.send(new PutObjectCommand({ Bucket: "bucket", Key: "new/folder/key", Body: "the body" }));
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "base" } }));
    const PartitionKeys = [{ Name: "day", Type: "string" }];
    await glue.send(new CreateTableCommand({ DatabaseName: "base", TableInput: { Name: "t", PartitionKeys } }));
    for (const day of ["1", "2"]) {
      const PartitionInput = { Values: [day] };
      await glue.send(new CreatePartitionCommand({ DatabaseName: "base", TableName: "t", PartitionInput }));
    }
  } finally {
    // strace ends with what it watches
    const ended = once(child, "exit");
    const { pid } = JSON.parse(readFileSync(join(dataDir, "endpoint.json"), "utf8")) as { pid: number };
    process.kill(pid, "SIGTERM");
    await ended;
  }
  const calls = readFileSync(trace, "utf8").split("\n");
  rmSync(folder, { recursive: true, force: true });
  return calls.map((call) => call.replaceAll(dataDir, "DATA"));
}

test("with --durability power, nothing is acknowledged before the disk has it; without, nobody waits for the disk", async (context) => {
  if (spawnSync("strace", ["-f", "-o", "/dev/null", "true"]).status !== 0) {
    console.warn("NOT TESTED: what the disk is told, as there is no strace here.");
    context.skip("no strace here");
    return;
  }
  const calls = await callsOf("power");
  /** The first call at or after a place, and where it is. */
  const next = (from: number, pattern: RegExp): number => {
    const place = calls.findIndex((call, index) => index >= from && pattern.test(call));
    assert.ok(place >= 0, `no ${pattern} after ${calls[from]}`);
    return place;
  };
  const answered = /write.*HTTP\/1\.1 200/;
  // the object: its bytes, then the journal, then its name, then the names of the folders that are new
  const staged = next(0, /fsync\(\d+<DATA\/s3-metadata\/\.staging\//);
  const journalled = next(staged, /fdatasync\(\d+<DATA\/s3-metadata\/bucket\/objects\.jsonl>/);
  const renamed = next(journalled, /rename.*DATA\/s3\/bucket\/new\/folder\/key"/);
  const named = next(renamed, /fsync\(\d+<DATA\/s3\/bucket\/new\/folder>/);
  const reply = next(renamed, answered);
  assert.ok(named < reply, "the object's name is on the disk before the answer");
  const folders = [/fsync\(\d+<DATA\/s3\/bucket\/new>/, /fsync\(\d+<DATA\/s3\/bucket>/].map((each) => next(0, each));
  assert.ok(
    folders.every((place) => place < reply),
    "so are the names of its folders",
  );
  // a record: its bytes, its name, the folder
  const record = next(reply, /fdatasync\(\d+<DATA\/glue\/databases\/base\/[0-9a-f-]+\.tmp>/);
  const recordNamed = next(record, /rename.*DATA\/glue\/databases\/base\/database\.json"/);
  const recordFolder = next(recordNamed, /fsync\(\d+<DATA\/glue\/databases\/base>/);
  assert.ok(recordFolder < next(recordNamed, answered));
  // a line of a journal that is there: its bytes
  const made = next(recordFolder, /rename.*tables\/t\/partitions\.jsonl"/);
  const appended = next(made, /fdatasync\(\d+<DATA\/glue\/databases\/base\/tables\/t\/partitions\.jsonl>/);
  assert.ok(next(made, answered) < appended, "the second partition is appended after the first was acknowledged");
  assert.ok(appended < next(next(made, answered) + 1, answered));

  const without = await callsOf("process");
  assert.ok(without.some((call) => answered.test(call)));
  assert.deepEqual(
    without.filter((call) => /f(data)?sync\(/.test(call)),
    [],
  );
});

test("another word than process or power is refused, also in LAB_DURABILITY", () => {
  const refused = "--durability and LAB_DURABILITY are process or power, not disk.\n";
  for (const [args, env] of [
    [["--durability", "disk"], {}],
    [[], { LAB_DURABILITY: "disk" }],
  ] as const) {
    const { stderr, status } = spawnSync(process.execPath, [main, ...args], { env: { ...process.env, ...env } });
    assert.deepEqual([stderr.toString(), status], [refused, 1]);
  }
});

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { AthenaClient, CreateNamedQueryCommand, ListNamedQueriesCommand } from "@aws-sdk/client-athena";
import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateDatabaseCommand, CreateTableCommand, GetDatabasesCommand, GlueClient } from "@aws-sdk/client-glue";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { startLocalAws } from "../server";
import { clientOptions } from "../testing/client-options";
import { ioProblem } from "./io-error";

const main = join(__dirname, "..", "main.js");
// nothing here asks Athena's engine
const noTrino = ["--trino", "http://127.0.0.1:9"];

function clients(endpoint: string) {
  const options = { ...clientOptions(endpoint), maxAttempts: 1 };
  return {
    s3: new S3Client({ ...options, forcePathStyle: true }),
    glue: new GlueClient(options),
    athena: new AthenaClient(options),
    logs: new CloudWatchLogsClient(options),
    sts: new STSClient(options),
  };
}

test("when the data folder is deleted while it runs, every service says so, and the next start works", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "gone-"));
  const start = () => startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
  let aws = await start();
  const { s3, glue, athena, logs, sts } = clients(aws.url);
  await s3.send(new CreateBucketCommand({ Bucket: "bucket" }));
  rmSync(dataDir, { recursive: true });
  const message = `The data folder ${dataDir} was deleted while the embedded AWS ran. End the embedded AWS and start it again: it goes on with what is there then.`;
  const { error } = console;
  console.error = () => {};
  try {
    await assert.rejects(s3.send(new ListBucketsCommand({})), { name: "InternalError", message });
    await assert.rejects(s3.send(new PutObjectCommand({ Bucket: "bucket", Key: "k", Body: "x" })), { message });
    await assert.rejects(glue.send(new GetDatabasesCommand({})), { name: "InternalServiceException", message });
    await assert.rejects(athena.send(new ListNamedQueriesCommand({})), { name: "InternalServerException", message });
    const group = new CreateLogGroupCommand({ logGroupName: "group" });
    await assert.rejects(logs.send(group), { name: "ServiceUnavailableException", message });
    await assert.rejects(sts.send(new GetCallerIdentityCommand({})), { name: "InternalFailure", message });
    const authorization = "AWS4-HMAC-SHA256 Credential=local/20250712/us-east-1/iam/aws4_request";
    const body = new URLSearchParams({ Action: "ListUsers" });
    const users = await fetch(aws.url, { method: "POST", headers: { authorization }, body });
    assert.match(await users.text(), new RegExp(`<Code>InternalFailure</Code><Message>${message}</Message>`));
  } finally {
    console.error = error;
  }
  const health = await fetch(`${aws.url}/_local/health`);
  assert.deepEqual([health.status, await health.json()], [503, { status: "failed", message }]);
  assert.ok(!existsSync(join(dataDir, "s3")), "nothing is made there again");
  await aws.close();
  aws = await start();
  await clients(aws.url).s3.send(new CreateBucketCommand({ Bucket: "bucket" }));
  await aws.close();
  rmSync(dataDir, { recursive: true });
});

test("on a full disk every service says so, what is there can be read, and it goes on when there is space", async (context) => {
  const dataDir = mkdtempSync(join(tmpdir(), "full-"));
  const mount = 'mount -t tmpfs -o size=2m none "$0" && exec "$@"';
  const small = ["--user", "--map-root-user", "--mount", "sh", "-c", mount, dataDir];
  if (spawnSync("unshare", [...small, "true"]).status !== 0) {
    console.warn("NOT TESTED: a full disk, as this system lets nobody mount a small one.");
    context.skip("no mount namespaces here");
    return;
  }
  const child = spawn("unshare", [...small, process.execPath, main, "--port", "0", "--data", dataDir, ...noTrino], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const full = { message: "The disk of the embedded AWS is full. Free some space and try again." };
  try {
    const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
    const { s3, glue, athena, logs } = clients(/http:\/\/\S+:\d+/.exec(line)?.[0] ?? "");
    const Bucket = "full";
    await s3.send(new CreateBucketCommand({ Bucket }));
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "before" } }));
    for (let size = 256 * 1024, number = 0; size > 0; number++) {
      try {
        await s3.send(new PutObjectCommand({ Bucket, Key: `fill-${number}`, Body: "x".repeat(size) }));
      } catch (error) {
        assert.equal((error as Error).message, full.message);
        size >>= 1;
      }
    }
    await assert.rejects(glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "during" } })), full);
    const TableInput = { Name: "t" };
    await assert.rejects(glue.send(new CreateTableCommand({ DatabaseName: "before", TableInput })), full);
    const saved = new CreateNamedQueryCommand({ Name: "q", Database: "before", QueryString: "SELECT 1" });
    await assert.rejects(athena.send(saved), full);
    await assert.rejects(logs.send(new CreateLogGroupCommand({ logGroupName: "group" })), full);
    const { DatabaseList } = await glue.send(new GetDatabasesCommand({}));
    assert.deepEqual(
      DatabaseList?.map(({ Name }) => Name),
      ["before"],
    );
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: "fill-0" }));
    assert.equal((await Body?.transformToString())?.length, 256 * 1024);
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "fill-0" }));
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "after" } }));
    await athena.send(saved);
  } finally {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  const fill = 'mount -t tmpfs -o size=64k none "$0" && { cat /dev/zero > "$0/fill" 2>/dev/null; "$@"; }';
  const again = ["--user", "--map-root-user", "--mount", "sh", "-c", fill, dataDir];
  const started = spawnSync("unshare", [
    ...again,
    process.execPath,
    main,
    "--port",
    "0",
    "--data",
    dataDir,
    ...noTrino,
  ]);
  assert.equal(started.stderr.toString(), `${full.message}\n`);
  assert.equal(started.status, 1);
  rmSync(dataDir, { recursive: true });
});

test("what an error of the file system means is said; another error is none of them", () => {
  const of = (code: string, path?: string, syscall = "open") =>
    ioProblem(Object.assign(new Error(code), { code, path, syscall })) ?? "none";
  assert.match(of("EROFS", "/data/x"), /cannot write \/data\/x: its disk is read-only/);
  assert.match(of("EACCES", "/data/x"), /not allowed to use \/data\/x/);
  assert.match(of("EDQUOT"), /disk of the embedded AWS is full/);
  assert.match(of("EIO"), /disk of the embedded AWS fails/);
  assert.equal(of("ENOENT", "python", "spawn python"), "none");
  assert.equal(of("EACCES", undefined, "listen"), "none");
  assert.equal(of("ECONNREFUSED", undefined, "connect"), "none");
  try {
    readFileSync("/nowhere/at/all");
  } catch (error) {
    assert.match(ioProblem(error) ?? "", /^\/nowhere\/at\/all is missing\. .* end it and start it again\.$/);
  }
  const files = `
    const { openSync } = require("node:fs"), { ioProblem } = require(${JSON.stringify(join(__dirname, "io-error.js"))});
    try { for (;;) openSync("/dev/null"); } catch (error) { process.stdout.write(ioProblem(error)); }`;
  const { stdout } = spawnSync("sh", ["-c", 'ulimit -n 64 && exec "$0" -e "$1"', process.execPath, files]);
  assert.match(stdout.toString(), /has as many files open as it may.*ulimit -n/);
});

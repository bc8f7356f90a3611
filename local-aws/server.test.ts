import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { CloudWatchLogsClient, CreateLogGroupCommand, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateDatabaseCommand, GetDatabasesCommand, GlueClient } from "@aws-sdk/client-glue";
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { clientOptions } from "./testing/client-options";

/** The embedded AWS as `npm run local-aws` runs it. */
interface Lab {
  readonly url: string;
  readonly output: () => string;
  readonly child: ChildProcess;
}

const labs: Lab[] = [];
let dataDir: string;
let lab: Lab;

before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "server-"));
  lab = await start(["--data", dataDir, "--verbose"]);
});

after(async () => {
  for (const { child } of labs) {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  rmSync(dataDir, { recursive: true, force: true });
});

/** @param before A command of the shell that comes first. */
function run(args: readonly string[], before = "true") {
  // nothing here asks Athena: no Trino has to start
  const noTrino = ["--trino", "http://127.0.0.1:9"];
  const command = [process.execPath, join(__dirname, "main.js"), "--port", "0", ...noTrino, ...args];
  const child = spawn("sh", ["-c", `${before}; exec "$@"`, "sh", ...command]);
  let output = "";
  child.stdout.on("data", (data: Buffer) => {
    output += data;
  });
  child.stderr.on("data", (data: Buffer) => {
    output += data;
  });
  return { child, output: () => output };
}

async function start(args: readonly string[], before?: string): Promise<Lab> {
  const { child, output } = run(args, before);
  let url: string | undefined;
  while (url === undefined) {
    assert.equal(child.exitCode, null, output());
    await sleep(20);
    // with the last line that it prints
    url = /answers at (http:\S+?)\. .*^export .*AWS_SECRET_ACCESS_KEY=/ms.exec(output())?.[1];
  }
  const started = { url, output, child };
  labs.push(started);
  return started;
}

function config(url = lab.url) {
  return { ...clientOptions(url), maxAttempts: 1 };
}

test("the start says that moto's state is in memory only", () => {
  assert.match(lab.output(), /All other services are moto's:\s+imitations whose state is in memory only/);
});

test("--verbose prints a line a request, with its operation and without its signature", async () => {
  const s3 = new S3Client({ ...config(), forcePathStyle: true });
  await s3.send(new ListBucketsCommand({}));
  await fetch(`${lab.url}/no-bucket/key?X-Amz-Signature=abcdef&X-Amz-Credential=x/20250712/us-east-1/s3/aws4_request`);
  await sleep(50);
  assert.match(lab.output(), /^\d{4}-\S+Z 200 s3:ListBuckets GET \/\S* \d+ ms$/m);
  assert.match(lab.output(), /^\S+Z 404 s3:GetObject GET \/no-bucket\/key\S* \d+ ms$/m);
  assert.doesNotMatch(lab.output(), /abcdef/);
});

test("a second process on the same data folder is refused and does no harm", async () => {
  const before = readFileSync(join(dataDir, "endpoint.json"), "utf8");
  const second = run(["--data", dataDir]);
  const [code] = (await once(second.child, "exit")) as [number];
  assert.equal(code, 1);
  assert.match(second.output(), new RegExp(`in use by process ${lab.child.pid}\\. Stop that one`));
  assert.equal(readFileSync(join(dataDir, "endpoint.json"), "utf8"), before);
  assert.equal((await fetch(`${lab.url}/_local/health`)).status, 200);
});

test("resets under load leave a clean endpoint that works", async () => {
  const s3 = new S3Client({ ...config(), forcePathStyle: true });
  const glue = new GlueClient(config());
  const logs = new CloudWatchLogsClient(config());
  let stop = false;
  let number = 0;
  let done = 0;
  const unexpected: unknown[] = [];
  /** What a client may see while the ground under it is taken away. */
  const expected = ["NoSuchBucket", "BucketAlreadyOwnedByYou"];
  const steps = [
    () => s3.send(new CreateBucketCommand({ Bucket: `bucket-${number++ % 20}` })),
    () => s3.send(new PutObjectCommand({ Bucket: `bucket-${number % 20}`, Key: `${number++}`, Body: "x" })),
    () => glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: `database_${number++}` } })),
    () => logs.send(new CreateLogGroupCommand({ logGroupName: `group-${number++}` })),
  ];
  const workers = Array.from({ length: 16 }, async (_, worker) => {
    while (!stop) {
      try {
        await (steps[worker % steps.length] as () => Promise<unknown>)();
        done++;
      } catch (error) {
        if (!expected.includes((error as Error).name)) {
          unexpected.push(error);
        }
      }
    }
  });
  for (let round = 0; round < 10; round++) {
    await sleep(100);
    assert.equal((await fetch(`${lab.url}/_local/reset`, { method: "POST" })).status, 200);
  }
  stop = true;
  await Promise.all(workers);
  assert.deepEqual(unexpected, []);
  assert.ok(done > 100, `only ${done} requests`);
  assert.equal((await fetch(`${lab.url}/_local/reset`, { method: "POST" })).status, 200);
  assert.deepEqual((await s3.send(new ListBucketsCommand({}))).Buckets ?? [], []);
  const databases = (await glue.send(new GetDatabasesCommand({}))).DatabaseList ?? [];
  assert.deepEqual(
    databases.map(({ Name }) => Name).filter((name) => name?.startsWith("database_")),
    [],
  );
  assert.deepEqual((await logs.send(new DescribeLogGroupsCommand({}))).logGroups ?? [], []);
  await s3.send(new CreateBucketCommand({ Bucket: "after-reset" }));
  await s3.send(new PutObjectCommand({ Bucket: "after-reset", Key: "a", Body: "works" }));
  assert.equal(readFileSync(join(dataDir, "s3", "after-reset", "a"), "utf8"), "works");
});

test("with credentials, /_local/ answers on this machine only", async (context) => {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const address = addresses.find(({ internal, family }) => !internal && family === "IPv4")?.address;
  if (address === undefined) {
    context.skip("this machine has no address beside loopback");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "server-open-"));
  const open = await start(["--data", folder, "--host", "0.0.0.0", "--credentials", "KEY123:secret"]);
  const { port } = new URL(open.url);
  assert.equal((await fetch(`http://127.0.0.1:${port}/_local/health`)).status, 200);
  for (const [method, path] of [
    ["POST", "/_local/reset"],
    ["GET", "/_local/health"],
    ["GET", "/"],
  ] as const) {
    assert.equal((await fetch(`http://${address}:${port}${path}`, { method })).status, 403, path);
  }
  assert.doesNotMatch(open.output(), /secret/);
  rmSync(folder, { recursive: true, force: true });
});

test("with few open files, half-sent requests leave every other one an answer, without a client's time limit", {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "server-files-"));
  const few = await start(["--data", folder], "ulimit -n 120");
  const { port } = new URL(few.url);
  const s3 = new S3Client({ ...config(few.url), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: "few" }));
  const sockets = Array.from({ length: 300 }, (_, number) => {
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => {});
    socket.write(`PUT /few/${number} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 10\r\n\r\nabc`);
    return socket;
  });
  await sleep(300);
  // beyond the most connections the answer is 503, or the connection is closed; after both a client tries again
  const answered = (request: Promise<Response>): Promise<number> =>
    request.then(
      ({ status }) => status,
      () => 503,
    );
  for (let number = 0; number < 20; number++) {
    assert.equal(await answered(fetch(few.url)), 503);
  }
  for (const socket of sockets) {
    socket.destroy();
  }
  const put = async (number: number): Promise<void> => {
    for (let tries = 0; tries < 100; tries++) {
      const status = await answered(fetch(`${few.url}/few/after-${number}`, { method: "PUT", body: "x" }));
      assert.ok([200, 503].includes(status), `${status}`);
      if (status === 200) {
        return;
      }
      await sleep(50);
    }
    assert.fail(`after-${number} was not put`);
  };
  await Promise.all(Array.from({ length: 100 }, (_, number) => put(number)));
  assert.doesNotMatch(few.output(), /EMFILE|too many open files/);
  rmSync(folder, { recursive: true, force: true });
});

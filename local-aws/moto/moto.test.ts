import assert from "node:assert/strict";
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { isRunning } from "../../processes/process-state";
import { projectRoot, readInstallation } from "../engines/installation";
import { findScope } from "../protocol/router";
import { odd, send, signedFor, type WireRequest } from "../testing/odd-requests";
import { pick, random } from "../testing/random";
import { motoService } from "./service";

const accountId = "000000000000";
let dataDir: string;
let server: Server;
let moto: ReturnType<typeof motoService>;

before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "moto-"));
  moto = motoService({ dataDir, accountId });
  server = createServer((request, response) => {
    void moto.handle(request, response, { requestId: "id", region: findScope(request, []).region, accountId });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

after(async () => {
  await moto.close();
  server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Runs `moto_clients.py` with boto3. */
async function clients(...args: string[]): Promise<Record<string, unknown>> {
  const script = join(projectRoot, "local-aws", "moto", "moto_clients.py");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { stdout } = await promisify(execFile)(readInstallation().python, [script, url, ...args]);
  return JSON.parse(stdout) as Record<string, unknown>;
}

test("the services that the embedded AWS lacks answer through moto, which starts when it is needed", async () => {
  assert.equal(moto.state(), "not started");
  const { ownError, noOperation, noService, noDocker, ...results } = await clients();
  assert.equal(moto.state(), "ready");
  assert.deepEqual(results, {
    role: `arn:aws:iam::${accountId}:role/lab`,
    message: "L3 is out of control",
    secret: "한국어",
    shard: "shardId-000000000000",
    functions: ["judge"],
    rule: `arn:aws:events:eu-central-1:${accountId}:rule/daily`,
    metrics: ["ng"],
    stack: [`arn:aws:sns:eu-central-1:${accountId}:alarms`],
  });
  assert.match(String(ownError), /^400,.*NonExistentQueue/);
  for (const refused of [noOperation, noService, noDocker]) {
    assert.match(String(refused), /^501,.*NotImplemented.*moto.*cannot do this/);
    assert.doesNotMatch(String(refused), /Traceback|File "|\.py/);
  }
});

/** A request that moto carries out, in each protocol that it has. */
const asked: readonly WireRequest[] = [
  ["sns", "Action=CreateTopic&Name=odd&Version=2010-03-31"],
  ["iam", "Action=ListRoles&Version=2010-05-08"],
  ["sqs", "Action=ListQueues&Version=2012-11-05"],
].map(([service = "", body = ""]) => ({
  method: "POST",
  url: "/",
  headers: { ...signedFor(service), "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
  body,
}));
const askedInJson: readonly WireRequest[] = [
  ["sqs", "AmazonSQS.CreateQueue", '{"QueueName":"odd","Attributes":{}}'],
  ["kinesis", "Kinesis_20131202.ListStreams", '{"Limit":3}'],
  ["secretsmanager", "secretsmanager.ListSecrets", '{"MaxResults":3}'],
  ["states", "AWSStepFunctions.ListStateMachines", '{"maxResults":3}'],
  ["events", "AWSEvents.PutRule", '{"Name":"odd","ScheduleExpression":"rate(1 day)"}'],
].map(([service = "", target = "", body = ""]) => ({
  method: "POST",
  url: "/",
  headers: { ...signedFor(service), "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
  body,
}));
const askedByPath: WireRequest = {
  method: "GET",
  url: "/2015-03-31/functions/",
  headers: { ...signedFor("lambda"), "content-type": "application/json" },
  body: "",
};

test("400 odd requests that are handed on: each is answered, none by a page or a stack, and moto lives", async (context) => {
  const complaints = context.mock.method(console, "error", () => {});
  const { port } = server.address() as AddressInfo;
  await send(port, askedByPath, 60_000);
  for (let number = 0; number < 400; number++) {
    const next = random(20250629, number);
    const sent = odd(pick(next, [...asked, ...askedInJson, askedByPath]), next);
    const shown = `${number}: ${sent.method} ${sent.url} ${JSON.stringify(sent.headers)} ${String(sent.body).slice(0, 200)}`;
    const { status, headers, text } = await send(port, sent, 10_000).catch((error) =>
      assert.fail(`${error}: ${shown}`),
    );
    assert.notEqual(status, 500, `${text}: ${shown}`);
    assert.doesNotMatch(text, /Traceback|<html/i, shown);
    if (status >= 400 && sent.method !== "HEAD") {
      const isJson = /json/.test(String(headers["content-type"]));
      const code = isJson ? (headers["x-amzn-errortype"] ?? JSON.parse(text).__type) : /<Code>[^<]+<\/Code>/.exec(text);
      assert.ok(code, `${status} ${JSON.stringify(headers)} ${text}: ${shown}`);
    }
  }
  assert.equal(moto.state(), "ready");
  assert.equal(complaints.mock.callCount(), 0);
});

test("a reset forgets all that moto has", async () => {
  assert.equal((await clients("topics")).length, 2);
  await moto.reset();
  assert.equal((await clients("topics")).length, 0);
});

test("moto ends with the process that started it, however that ends", async () => {
  const program = `
    const { MotoProcess } = require(${JSON.stringify(join(__dirname, "moto-process"))});
    new MotoProcess({ dataDir: process.argv[1], accountId: "1" }).ready().then((port) => process.send(port));
  `;
  const parent = spawn(process.execPath, ["-e", program, dataDir], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  await once(parent, "message");
  const [child] = childrenOf(parent);
  assert.ok(child !== undefined);
  parent.kill("SIGKILL");
  const deadline = Date.now() + 5_000;
  while (isRunning(child) && Date.now() < deadline) {
    await sleep(50);
  }
  assert.equal(isRunning(child), false);
});

function childrenOf(parent: ChildProcess): number[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const rows = lines.map((line) => line.trim().split(/\s+/).map(Number));
  return rows.filter(([, ppid]) => ppid === parent.pid).map(([pid = 0]) => pid);
}

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ObjectStore } from "./object-store";
import { startS3 } from "./s3-test-server";

let dataDir: string;

before(() => {
  dataDir = mkdtempSync(join(tmpdir(), "s3-kill-"));
});

after(() => rmSync(dataDir, { recursive: true, force: true }));

/** S3 in a process of its own, which can be killed. */
const program = `
const { createServer } = require("node:http");
const { ObjectStore } = require(${JSON.stringify(join(__dirname, "object-store"))});
const { s3Service } = require(${JSON.stringify(join(__dirname, "service"))});
const service = s3Service(new ObjectStore(process.argv[1]));
const context = { requestId: "id", region: "us-east-1", accountId: "000000000000" };
const server = createServer((request, response) => void service.handle(request, response, context));
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
`;

async function startProcess(): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ["-e", program, dataDir], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const [port] = (await once(child, "message")) as [number];
  return { child, port };
}

function put(agent: Agent, port: number, path: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { "content-length": Buffer.byteLength(body), "x-amz-meta-length": String(body.length) };
    const outgoing = request({ agent, port, host: "127.0.0.1", method: "PUT", path, headers }, (incoming) => {
      incoming.resume();
      incoming.on("end", () => resolve(incoming.statusCode ?? 0));
      incoming.on("error", reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

test("a process that is killed under load loses nothing acknowledged and shows nothing half-written", async () => {
  const bucket = "killed-under-load";
  new ObjectStore(dataDir).createBucket(bucket);
  const keys = ["plain", "folder/plain", "folder/", "plain/under", "a//b", "deep/er/and/deeper"];
  /** For each key the last acknowledged body, and those sent since that may be there or not. */
  const possible = new Map<string, string[]>(keys.map((key) => [key, []]));
  let version = 0;
  let acknowledged = 0;
  let seed = 20250712;
  for (let round = 0; round < 60; round++) {
    const { child, port } = await startProcess();
    const agent = new Agent({ keepAlive: true });
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    const timer = setTimeout(() => child.kill("SIGKILL"), 30 + ((seed >>> 8) % 170));
    const ended = once(child, "exit");
    await Promise.all(
      keys.map(async (key) => {
        try {
          for (;;) {
            version++;
            const body = `version ${version} of ${key} `.repeat(1 + (version % 300));
            possible.get(key)?.push(body);
            const status = await put(agent, port, `/${bucket}/${key}`, body);
            assert.equal(status, 200);
            possible.set(key, [body]);
            acknowledged++;
          }
        } catch (error) {
          assert.ok(!(error instanceof assert.AssertionError), String(error));
        }
      }),
    );
    await ended;
    clearTimeout(timer);
    agent.destroy();
    const store = new ObjectStore(dataDir);
    for (const [key, bodies] of possible) {
      const object = store.find(bucket, key);
      const text = object === undefined ? undefined : readFileSync(object.path, "utf8");
      if (text === undefined) {
        assert.ok(bodies.length !== 1 || round === 0, `${key} is lost in round ${round}`);
        continue;
      }
      assert.ok(bodies.includes(text), `${key} has a body that was never sent, or an old one, in round ${round}`);
      assert.equal(object?.etag, createHash("md5").update(text).digest("hex"), `the ETag of ${key} in round ${round}`);
      assert.equal(object?.metadata.user?.length, String(text.length));
      possible.set(key, [text]);
    }
    assert.equal(
      (await store.list(bucket, "")).length,
      [...possible.keys()].filter((key) => store.find(bucket, key)).length,
    );
  }
  assert.ok(acknowledged > 300, `only ${acknowledged} writes were acknowledged`);
});

test("a reset under load leaves a clean S3 that works", async () => {
  const server = await startS3();
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  try {
    server.objects.createBucket("before-reset");
    let stop = false;
    const statuses = new Set<number>();
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let number = 0; !stop; number++) {
        statuses.add(await put(agent, server.port, `/before-reset/${writer}/${number}`, "x".repeat(number % 5000)));
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (let round = 0; round < 5; round++) {
      await server.objects.reset();
      assert.deepEqual(server.objects.bucketNames(), []);
      await new Promise((resolve) => setTimeout(resolve, 30));
      server.objects.createBucket("before-reset");
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    stop = true;
    await Promise.all(writers);
    assert.deepEqual([...statuses].sort(), [200, 404]);
    await server.objects.reset();
    server.objects.createBucket("after-reset");
    assert.equal(await put(agent, server.port, "/after-reset/a", "works"), 200);
    assert.deepEqual(
      (await server.objects.list("after-reset", "")).map(({ key }) => key),
      ["a"],
    );
  } finally {
    agent.destroy();
    await server.close();
  }
});

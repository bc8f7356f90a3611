import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { startS3Process } from "../testing/s3-test-process";
import { startS3 } from "../testing/s3-test-server";
import { ObjectStore } from "./object-store";

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

const lanes = 2;
const kills = 150;

test(`a process that is killed ${lanes * kills} times under load loses nothing acknowledged and shows nothing half-written`, async () => {
  const acknowledged = await Promise.all(Array.from({ length: lanes }, (_, lane) => killUnderLoad(lane)));
  const all = acknowledged.reduce((sum, each) => sum + each, 0);
  // each kill comes after an acknowledged write; how many more there are is the machine's speed
  assert.ok(all > lanes * kills, `only ${all} writes were acknowledged`);
});

/** Starts S3, writes to it and kills it, again and again. @returns How many writes were acknowledged. */
async function killUnderLoad(lane: number): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), "s3-kill-"));
  const bucket = "killed-under-load";
  new ObjectStore(dataDir).createBucket(bucket);
  const keys = ["plain", "folder/plain", "folder/", "plain/under", "a//b", "deep/er/and/deeper"];
  /** For each key the last acknowledged body, and those sent since that may be there or not. */
  const possible = new Map<string, string[]>(keys.map((key) => [key, []]));
  let version = 0;
  let acknowledged = 0;
  let seed = 20250712 + lane;
  for (let round = 0; round < kills; round++) {
    const { child, port } = await startS3Process(dataDir);
    const agent = new Agent({ keepAlive: true });
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    let isDoomed = false;
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
            everThere.add(`${lane} ${key}`);
            acknowledged++;
            if (!isDoomed) {
              isDoomed = true;
              setTimeout(() => child.kill("SIGKILL"), (seed >>> 8) % 30);
            }
          }
        } catch (error) {
          assert.ok(!(error instanceof assert.AssertionError), String(error));
        }
      }),
    );
    await ended;
    agent.destroy();
    const store = new ObjectStore(dataDir);
    for (const [key, bodies] of possible) {
      const where = `${key} in round ${round} of lane ${lane}`;
      const object = store.find(bucket, key);
      const text = object === undefined ? undefined : readFileSync(object.path, "utf8");
      if (text === undefined) {
        assert.ok(!everThere.has(`${lane} ${key}`), `lost: ${where}`);
        continue;
      }
      everThere.add(`${lane} ${key}`);
      assert.ok(bodies.includes(text), `a body that was never sent, or an old one: ${where}`);
      assert.equal(object?.etag, createHash("md5").update(text).digest("hex"), `the ETag: ${where}`);
      assert.equal(object?.metadata.user?.length, String(text.length), where);
      possible.set(key, [text]);
    }
    const present = keys.filter((key) => store.find(bucket, key));
    assert.equal((await store.list(bucket, "")).length, present.length);
  }
  rmSync(dataDir, { recursive: true });
  return acknowledged;
}

/** A key that was once acknowledged, or seen, must never be missing: nothing is deleted here. */
const everThere = new Set<string>();

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

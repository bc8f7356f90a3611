import assert from "node:assert/strict";
import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const folder = mkdtempSync(join(tmpdir(), "lab-environment-"));
after(() => rmSync(folder, { recursive: true }));

type Environment = Readonly<Record<string, string | undefined>>;

/** What the helpers make of an environment, in a process of its own. */
async function connectIn(
  environment: Environment,
  program = "",
): Promise<{ target?: unknown; env: Environment; error?: string }> {
  const { PATH } = process.env;
  const code = `
    const { connect, target } = require(${JSON.stringify(join(__dirname, "index"))});
    (async () => {
      const found = connect();
      ${program}
      let error;
      await target().catch((e) => { error = e.name + ": " + e.message; });
      console.log(JSON.stringify({ target: found, error, env: process.env }));
    })();`;
  const env = { PATH, LAB_DATA: folder, ...environment };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["-e", code], { env });
  assert.equal(stderr, "");
  return JSON.parse(stdout);
}

function publish(url: string, pid: number): void {
  writeFileSync(join(folder, "endpoint.json"), JSON.stringify({ url, pid }));
}

describe("where AWS calls go", () => {
  test("to AWS_ENDPOINT_URL where it is set, whatever else is", async () => {
    publish("http://127.0.0.1:9", process.pid);
    const { target, env } = await connectIn({ AWS_ENDPOINT_URL: "http://127.0.0.1:1234", LAB_TARGET: "aws" });
    assert.deepEqual(target, { kind: "embedded", endpoint: "http://127.0.0.1:1234" });
    assert.equal(env.AWS_ACCESS_KEY_ID, "local");
  });

  test("to AWS where LAB_TARGET=aws asks for it, with the user's own credentials", async () => {
    publish("http://127.0.0.1:9", process.pid);
    const { target, env, error } = await connectIn({ LAB_TARGET: "aws", AWS_REGION: "eu-west-1", AWS_PROFILE: "me" });
    assert.deepEqual(target, { kind: "aws" });
    assert.equal(error, undefined);
    assert.equal(env.AWS_ENDPOINT_URL, undefined);
    assert.equal(env.AWS_ACCESS_KEY_ID, undefined);
    assert.equal(env.AWS_PROFILE, "me");
  });

  test("to the embedded AWS that runs, and no profile leaks into it", async () => {
    const server = createServer((_request, response) => response.end("{}"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    publish(url, process.pid);
    const { target, env, error } = await connectIn({ AWS_PROFILE: "work" });
    server.close();
    assert.equal(error, undefined);
    assert.deepEqual(target, { kind: "embedded", endpoint: url });
    assert.deepEqual(
      [env.AWS_ENDPOINT_URL, env.AWS_REGION, env.AWS_ACCESS_KEY_ID, env.AWS_SECRET_ACCESS_KEY, env.AWS_PROFILE],
      [url, "us-east-1", "local", "local", undefined],
    );
  });

  test("keys that are set stay", async () => {
    publish("http://127.0.0.1:9", process.pid);
    const { env } = await connectIn({
      AWS_ACCESS_KEY_ID: "mine",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_REGION: "eu-west-1",
    });
    assert.deepEqual(
      [env.AWS_ACCESS_KEY_ID, env.AWS_SECRET_ACCESS_KEY, env.AWS_REGION],
      ["mine", "secret", "eu-west-1"],
    );
  });

  test("nowhere where none runs: a clear error, and plain clients cannot reach a real account", async () => {
    rmSync(join(folder, "endpoint.json"), { force: true });
    const { target, env, error } = await connectIn({ AWS_ACCESS_KEY_ID: "real", AWS_SECRET_ACCESS_KEY: "real" });
    assert.equal(target, undefined);
    assert.match(error ?? "", /^NoAwsChosen: No embedded AWS runs on this machine\..*npm start.*LAB_TARGET=aws/);
    assert.match(env.AWS_ENDPOINT_URL ?? "", /\.invalid$/);
  });

  test("nowhere where the one that was published is dead", async () => {
    publish("http://127.0.0.1:9", spawnSync(process.execPath, ["-e", ""]).pid);
    assert.match((await connectIn({})).error ?? "", /^NoAwsChosen: No embedded AWS runs/);
  });

  test("nowhere where it is dead and only waits to be asked how it ended", async () => {
    // `sleep` is its parent, and asks about nobody
    const parent = spawn("sh", ["-c", '"$0" -p process.pid & exec sleep 600', process.execPath]);
    try {
      const pid = Number(String((await once(parent.stdout, "data"))[0]));
      while (!String(spawnSync("ps", ["-o", "stat=", "-p", String(pid)]).stdout).startsWith("Z")) {
        await sleep(5);
      }
      process.kill(pid, 0);
      publish("http://127.0.0.1:9", pid);
      assert.match((await connectIn({})).error ?? "", /^NoAwsChosen: No embedded AWS runs/);
    } finally {
      parent.kill("SIGKILL");
    }
  });

  test("one that lives but does not answer is said so", async () => {
    publish("http://127.0.0.1:9", process.pid);
    assert.match(
      (await connectIn({})).error ?? "",
      /^NoAwsChosen: The embedded AWS at http:\/\/127\.0\.0\.1:9 does not answer\./,
    );
  });

  test("a later start is found without a new kernel", async () => {
    rmSync(join(folder, "endpoint.json"), { force: true });
    const file = JSON.stringify(join(folder, "endpoint.json"));
    const later = `require("node:fs").writeFileSync(${file}, JSON.stringify({ url: "http://127.0.0.1:9", pid: process.pid })); connect();`;
    const { target, env } = await connectIn({}, later);
    assert.equal(target, undefined);
    assert.equal(env.AWS_ENDPOINT_URL, "http://127.0.0.1:9");
  });
});

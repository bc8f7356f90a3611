import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startLocalAws } from "../../local-aws/server";
import { root } from "../../processes/project";

test("--watch checks at once and again at each save, that step alone; Ctrl-C ends it", {
  timeout: 120_000,
}, async () => {
  const place = mkdtempSync(join(tmpdir(), "quality-lab-watch-"));
  const folder = join(place, "exercises");
  cpSync(join(root, "exercises", "quality"), folder, { recursive: true });
  // the first step asks no Athena: no Trino has to start
  const trinoUrl = "http://127.0.0.1:9";
  const aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir: join(place, "data"), trinoUrl });
  const child = spawn(
    process.execPath,
    [join(root, "dist", "scripts", "check.js"), "1", "--watch", "--folder", folder],
    {
      env: { PATH: process.env.PATH, LAB_DATA: join(place, "data") },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const rounds = async (count: number): Promise<void> => {
    while (said.split("Waiting for the next save").length <= count) {
      assert.equal(child.exitCode, null, said);
      await sleep(50);
    }
  };
  try {
    await rounds(1);
    assert.match(said, /1\.1/);
    assert.match(said, /0 right, 0 wrong, 3 not attempted yet/);
    const before = said.length;
    writeFileSync(join(folder, "notes.txt"), "not a notebook");
    const script = join(folder, "03_preprocessing.py");
    writeFileSync(script, readFileSync(script));
    await rounds(2);
    assert.match(said.slice(before), /3\.1/);
    assert.doesNotMatch(said.slice(before), /1\.1/);
    child.kill("SIGINT");
    assert.equal(await new Promise((done) => child.once("exit", done)), 0);
  } finally {
    child.kill("SIGKILL");
    await aws.close();
    rmSync(place, { recursive: true, force: true });
  }
});

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { lockDataFolder } from "./lock";

const lockModule = JSON.stringify(join(__dirname, "lock.js"));

test("the lock of a dead process is taken over, also where its id belongs to another one now", () => {
  const folder = mkdtempSync(join(tmpdir(), "lock-"));
  try {
    for (const left of ["999999999 Sat Jul 12 10:00:00 2025", `${process.ppid} Sat Jul 12 10:00:00 2025`, "", "x"]) {
      writeFileSync(join(folder, "lock"), left);
      lockDataFolder(folder).release();
      assert.deepEqual(readdirSync(folder), []);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("of many processes that find a dead one's lock at the same moment, one takes it over", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lock-race-"));
  const racer = `
    const { lockDataFolder } = require(${lockModule});
    while (Date.now() < Number(process.argv[1])) {}
    try { lockDataFolder(${JSON.stringify(folder)}); console.log("took it"); } catch { console.log("refused"); }
    process.stdin.resume();`;
  try {
    for (let round = 0; round < 4; round += 1) {
      writeFileSync(join(folder, "lock"), "999999999 Sat Jul 12 10:00:00 2025");
      const start = String(Date.now() + 700);
      const racers = Array.from({ length: 6 }, () => spawn(process.execPath, ["-e", racer, start]));
      const said = await Promise.all(racers.map(async ({ stdout }) => String((await once(stdout, "data"))[0]).trim()));
      for (const { stdin } of racers) {
        stdin.end();
      }
      await Promise.all(racers.map((child) => child.exitCode ?? once(child, "exit")));
      assert.deepEqual(said.sort(), [...Array(5).fill("refused"), "took it"], `round ${round}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a process that was killed and that nobody has asked about holds no lock, also where there is no ps", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lock-zombie-"));
  const code = `require(${lockModule}).lockDataFolder(${JSON.stringify(folder)}); console.log(process.pid); setInterval(() => {}, 1000)`;
  // `sleep` is its parent, and asks about nobody
  const parent = spawn("sh", ["-c", '"$0" -e "$1" & exec sleep 600', process.execPath, code]);
  const { PATH } = process.env;
  try {
    const pid = Number(String((await once(parent.stdout, "data"))[0]));
    assert.throws(() => lockDataFolder(folder), new RegExp(`in use by process ${pid}\\.`));
    process.kill(pid, "SIGKILL");
    while (!String(spawnSync("ps", ["-o", "stat=", "-p", String(pid)]).stdout).startsWith("Z")) {
      await sleep(5);
    }
    const left = readFileSync(join(folder, "lock"), "utf8");
    lockDataFolder(folder).release();
    if (existsSync("/proc/self/stat")) {
      process.env.PATH = "/nowhere";
      writeFileSync(join(folder, "lock"), `${pid} `);
      lockDataFolder(folder).release();
    }
    assert.match(left, new RegExp(`^${pid} `));
    process.kill(pid, 0);
  } finally {
    process.env.PATH = PATH;
    parent.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  }
});

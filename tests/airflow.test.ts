import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { borrowAws } from "../local-aws/testing/borrowed-aws";
import { airflowState, isAirflowInstalled } from "../processes/airflow/airflow";
import { root } from "../processes/project";

const skip = isAirflowInstalled() ? false : "Airflow is not installed: npm run setup -- airflow";

/** The processes in whose environment or arguments a folder stands. */
function processesOf(folder: string): string[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid,stat,args", "eww"], { encoding: "utf8", maxBuffer: 50_000_000 });
  const lines = stdout.split("\n").filter((line) => line.includes(folder) && !/^\s*\d+\s+Z/.test(line));
  return lines.map((line) => line.slice(0, 200));
}

for (const signal of ["SIGINT", "SIGKILL"] as const) {
  test(`npm run airflow reads the lesson's DAGs, and leaves no process after ${signal}`, { skip }, async () => {
    const aws = await borrowAws();
    const data = mkdtempSync(join(tmpdir(), "quality-lab-test-airflow-"));
    const script = join(root, "dist", "scripts", "airflow.js");
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
    };
    const child = spawn(process.execPath, [script, "--port", "0", "--data", data], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text: Buffer) => {
        said += text;
      });
    }
    const ended = new Promise((done) => child.once("exit", done));
    try {
      while (airflowState(join(data, "airflow")) === undefined) {
        assert.equal(child.exitCode, null, said);
        await sleep(200);
      }
      const { url, user, password } = airflowState(join(data, "airflow")) ?? { url: "", user: "", password: "" };
      const login = await fetch(`${url}/auth/token`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ username: user, password }),
      });
      const { access_token: token } = (await login.json()) as { readonly access_token: string };
      const get = async (path: string): Promise<unknown> =>
        (await fetch(url + path, { headers: { authorization: `Bearer ${token}` } })).json();
      assert.equal((await fetch(`${url}/api/v2/dags`)).status, 401, "who is not logged in sees nothing");
      const wanted = ["retail_daily_batch", "retail_green_though_failed", "retail_red_when_failed"];
      for (let found: string[] = []; found.length < wanted.length; ) {
        const { dags } = (await get("/api/v2/dags")) as { readonly dags: readonly { readonly dag_id: string }[] };
        found = dags.map(({ dag_id: id }) => id).filter((id) => wanted.includes(id));
        await sleep(300);
      }
      assert.deepEqual(((await get("/api/v2/importErrors")) as { readonly total_entries: number }).total_entries, 0);
    } finally {
      child.kill(signal);
      await ended;
    }
    for (let left = processesOf(data), tries = 0; left.length > 0; left = processesOf(data), tries += 1) {
      assert.ok(tries < 50, left.join("\n"));
      await sleep(100);
    }
    rmSync(data, { recursive: true });
  });
}

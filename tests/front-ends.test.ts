import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { type LocalAws, startLocalAws } from "../local-aws/server";
import { jupyterEnvironment, root, venvProgram } from "../processes/project";

// Other ways to the notebooks than `npm start`: nobody sets an AWS variable by hand, and nobody pays by mistake.

const dataDir = mkdtempSync(join(tmpdir(), "quality-lab-front-ends-"));
const notebook = join(root, "notebooks", "quality", "00-start-here.ipynb");
let aws: LocalAws;

before(async () => {
  // no notebook here asks Athena: no Trino has to start
  aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
});

after(async () => {
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The environment of a shell in which nobody has set anything for AWS, whatever this test's own has. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const all = Object.entries(jupyterEnvironment());
  return Object.fromEntries(all.filter(([name]) => !name.startsWith("AWS_") && !name.startsWith("LAB_")));
}

function jupyterExecute(env: NodeJS.ProcessEnv): Promise<{ stderr: string }> {
  return promisify(execFile)(venvProgram("jupyter"), ["execute", notebook], { cwd: root, env });
}

test("jupyter execute finds the kernel and the running embedded AWS", async () => {
  await jupyterExecute({ ...plainEnvironment(), LAB_DATA: dataDir });
});

test("where no embedded AWS runs, the first cell says so and how to start it", async () => {
  const env = { ...plainEnvironment(), LAB_DATA: join(dataDir, "nothing-here") };
  await assert.rejects(jupyterExecute(env), (error: { stderr: string }) => {
    assert.match(error.stderr, /No embedded AWS runs on this machine/);
    assert.match(error.stderr, /npm start/);
    return true;
  });
});

async function startOnAws(env: NodeJS.ProcessEnv, answer: string): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, [join(root, "dist", "scripts", "start.js"), "--aws", "--no-browser"], {
    env: { ...plainEnvironment(), ...env },
    stdio: "pipe",
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  child.stdin.end(`${answer}\n`);
  const code = await new Promise<number>((done) => child.once("close", done));
  return { code, said };
}

test("on AWS it says account, region and cost, asks, and takes no for an answer", async () => {
  const env = {
    AWS_REGION: "eu-central-1",
    AWS_ENDPOINT_URL_STS: aws.url,
    AWS_ACCESS_KEY_ID: "someone",
    AWS_SECRET_ACCESS_KEY: "secret",
  };
  const { code, said } = await startOnAws(env, "no");
  assert.equal(code, 0);
  assert.match(said, /AWS account 000000000000, region eu-central-1, as arn:aws:iam::/);
  assert.match(said, /A full run of a workshop costs, at list price, about:\n {2}quality +\$0\.\d+/);
  assert.match(said, /\n {2}retail +\$\d+\.\d\d, and \$1\.07 a day until its stack is deleted\n/);
  assert.match(said, /Use this account\? \(yes\/no\)/);
  assert.doesNotMatch(said, /Jupyter|embedded AWS answers/);
});

test("on AWS without a region or without credentials it says what to set", async () => {
  assert.match((await startOnAws({}, "no")).said, /No AWS region is chosen\. Set AWS_REGION/);
  const home = join(dataDir, "home");
  mkdirSync(home, { recursive: true });
  const env = { AWS_REGION: "us-east-1", HOME: home, AWS_EC2_METADATA_DISABLED: "true" };
  const { code, said } = await startOnAws(env, "no");
  assert.equal(code, 1);
  assert.match(said, /AWS does not know who you are/);
  assert.ok(said.includes("docs/preparation.md") && existsSync(join(root, "docs", "preparation.md")));
});

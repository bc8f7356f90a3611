import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { isRunning } from "../../../processes/process-state";
import { startAwsProcess } from "../../testing/aws-process";
import { clientOptions } from "../../testing/client-options";
import { random } from "../../testing/random";
import { LambdaServer } from "../testing/lambda-server";
import { zip } from "../testing/zip";

// What a function's code meets, and how it ends when it behaves badly.

const node = "nodejs20.x";
const python = "python3.12";

let lambda: LambdaServer;
before(async () => {
  lambda = await LambdaServer.start();
});
after(() => lambda.close());

/** Makes a function of one file, runs it, and ends what runs of it. */
async function run(
  name: string,
  runtime: typeof node | typeof python,
  source: string,
  settings: Parameters<LambdaServer["create"]>[3] & { readonly file?: string } = {},
  event: unknown = {},
) {
  const file = settings.file ?? (runtime === node ? "app.js" : "app.py");
  await lambda.create(name, runtime, { [file]: source }, settings);
  return lambda.invoke(name, event);
}

/** The lines of a log without ids, times and numbers. */
const shape = (log: readonly string[]): string[] =>
  log.map((line) =>
    line
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID")
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
      .replace(/\d+\.\d\d ms/g, "N ms")
      .replace(/Billed Duration: \d+/, "Billed Duration: N")
      .replace(/Max Memory Used: \d+/, "Max Memory Used: N")
      .replace(/nodejs:[\d.]+/, "nodejs:VERSION"),
  );

test("a function in Node: what it gets, what it logs, what the log says of it", async () => {
  const source = `
    import { GetBucketLocationCommand, S3Client } from "@aws-sdk/client-s3";
    export const handler = async (event, context) => {
      console.log("got", event, "\\nin two lines");
      process.stdout.write("plain\\n");
      const { AWS_REGION, AWS_ENDPOINT_URL, AWS_EXECUTION_ENV, AWS_LAMBDA_FUNCTION_NAME, COLOUR } = process.env;
      return {
        event, COLOUR, AWS_REGION, AWS_ENDPOINT_URL, AWS_EXECUTION_ENV, AWS_LAMBDA_FUNCTION_NAME,
        arn: context.invokedFunctionArn, memory: context.memoryLimitInMB, stream: context.logStreamName,
        left: context.getRemainingTimeInMillis() > 1000, sdk: typeof S3Client, command: GetBucketLocationCommand.name,
      };
    };`;
  const settings = { file: "app.mjs", environment: { COLOUR: "green" } };
  const answer = await run("tells", node, source, settings, { a: 1 });
  const { stream, ...value } = answer.value as Record<string, unknown>;
  assert.deepEqual(value, {
    ...{ event: { a: 1 }, COLOUR: "green", AWS_REGION: "us-east-1", AWS_ENDPOINT_URL: lambda.url },
    ...{ AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x", AWS_LAMBDA_FUNCTION_NAME: "tells" },
    arn: "arn:aws:lambda:us-east-1:000000000000:function:tells",
    ...{ memory: "128", left: true, sdk: "function", command: "GetBucketLocationCommand" },
  });
  assert.match(String(stream), /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
  assert.deepEqual(shape(answer.log), [
    "INIT_START Runtime Version: nodejs:VERSION",
    "START RequestId: ID Version: $LATEST",
    "TIME\tID\tINFO\tgot { a: 1 } ",
    "in two lines",
    "plain",
    "END RequestId: ID",
    "REPORT RequestId: ID\tDuration: N ms\tBilled Duration: N ms\tMemory Size: 128 MB\tMax Memory Used: N MB\tInit Duration: N ms\t",
  ]);
  const again = await lambda.invoke("tells", {});
  assert.equal((again.value as { stream: string }).stream, stream, "the environment is used again");
  assert.doesNotMatch(again.log.join("\n"), /INIT_START|Init Duration/);
  const messages: string[] = [];
  for await (const events of lambda.logs.file("/aws/lambda/tells", String(stream)).eventsFrom()) {
    messages.push(...events.map(({ message }) => message));
  }
  assert.equal(messages.filter((message) => message.includes("\nin two lines")).length, 2, "an event each");
});

test("a function in Python: what it gets, what it logs", async () => {
  const source = `
import logging, os
import boto3
logger = logging.getLogger()
logger.setLevel("INFO")
def handler(event, context):
    print("printed")
    logger.info("two\\nlines")
    return {"event": event, "id": context.aws_request_id, "region": boto3.client("s3").meta.region_name,
            "endpoint": boto3.client("s3").meta.endpoint_url, "left": context.get_remaining_time_in_millis() > 1000}
`;
  const answer = await run("snake", python, source, {}, { a: [1] });
  const { id, ...value } = answer.value as Record<string, unknown>;
  assert.deepEqual(value, { event: { a: [1] }, region: "us-east-1", endpoint: lambda.url, left: true });
  assert.match(String(id), /^[0-9a-f-]{36}$/);
  assert.deepEqual(shape(answer.log).slice(1, 5), [
    "START RequestId: ID Version: $LATEST",
    "printed",
    "[INFO]\tTIME\tID\ttwo",
    "lines",
  ]);
});

test("handlers in every style of Node", async () => {
  const styles: Record<string, readonly [source: string, value: unknown, file?: string]> = {
    callback: ["exports.handler = (e, c, done) => { setTimeout(() => done(null, 'late'), 20); }", "late"],
    waits: ["exports.handler = (e, c, done) => { done(null, 1); setTimeout(() => { global.x = 2; }, 20); }", 1],
    plain: ["exports.handler = () => 5", null],
    never: ["exports.handler = () => new Promise(() => {})", null],
    deep: ["exports.handler = { handler: async () => 'deep' }", "deep"],
    module: ["export const handler = async () => 'module'", "module", "app.mjs"],
    undefined: ["exports.handler = async () => undefined", null],
  };
  for (const [name, [source, value, file]] of Object.entries(styles)) {
    const handler = name === "deep" ? "app.handler.handler" : "app.handler";
    const answer = await run(`style-${name}`, node, source, { handler, ...(file === undefined ? {} : { file }) });
    assert.deepEqual([answer.value, answer.error], [value, undefined], name);
  }
});

test("errors are told as AWS tells them", async () => {
  const cases: Record<string, readonly [typeof node | typeof python, string, object, RegExp | undefined]> = {
    thrown: [
      node,
      "exports.handler = async () => { throw new TypeError('boom'); }",
      { errorType: "TypeError", errorMessage: "boom" },
      /^TIME\tID\tERROR\tInvoke Error \t\{"errorType":"TypeError","errorMessage":"boom","stack":\["TypeError: boom",/m,
    ],
    raised: [
      python,
      "def handler(e, c):\n    raise ValueError('boom')",
      { errorType: "ValueError", errorMessage: "boom" },
      /^\[ERROR\] ValueError: boom\nTraceback \(most recent call last\):\n {2}File ".*\/app.py", line 2, in handler$/m,
    ],
    rejected: [
      node,
      "exports.handler = () => new Promise(() => { Promise.reject(new Error('nobody')); })",
      { errorType: "Runtime.UnhandledPromiseRejection", errorMessage: "Error: nobody" },
      /Unhandled Promise Rejection/,
    ],
    missing: [
      node,
      "exports.other = 1",
      { errorType: "Runtime.HandlerNotFound", errorMessage: "app.handler is undefined or not exported" },
      /INIT_REPORT Init Duration: N ms\tPhase: init\tStatus: error\tError Type: Runtime.HandlerNotFound/,
    ],
    syntax: [
      node,
      "exports.handler = (",
      { errorType: "Runtime.UserCodeSyntaxError", errorMessage: "SyntaxError: Unexpected end of input" },
      undefined,
    ],
    module: [
      python,
      "import nothing_like_it",
      {
        errorType: "Runtime.ImportModuleError",
        errorMessage: "Unable to import module 'app': No module named 'nothing_like_it'",
      },
      undefined,
    ],
    answer: [
      python,
      "def handler(e, c):\n    return object",
      {
        errorType: "Runtime.MarshalError",
        errorMessage: "Unable to marshal response: Object of type type is not JSON serializable",
      },
      undefined,
    ],
  };
  for (const [name, [runtime, source, expected, logged]] of Object.entries(cases)) {
    const answer = await run(`error-${name}`, runtime, source);
    const { errorType, errorMessage } = answer.value as Record<string, unknown>;
    assert.deepEqual([answer.status, answer.error, { errorType, errorMessage }], [200, "Unhandled", expected], name);
    if (logged !== undefined) {
      assert.match(shape(answer.log).join("\n"), logged, name);
    }
  }
  const { trace } = (await lambda.invoke("error-thrown")).value as { trace: string[] };
  assert.equal(trace[0], "TypeError: boom");
  assert.match(trace[1] ?? "", /at exports.handler \(.*app.js:1:39\)/);
  assert.doesNotMatch(trace.join("\n"), /bootstrap/);
});

test("a function that ends by itself, loops or leaks ends as on AWS, and the next run is on a new environment", async () => {
  const cases: Record<string, readonly [typeof node | typeof python, string, string, string]> = {
    exits: [
      node,
      "exports.handler = async (e) => { if (e.well) return 'well'; process.exit(3); }",
      "Runtime.ExitError",
      "Runtime exited with error: exit status 3",
    ],
    quits: [
      python,
      "import sys\ndef handler(e, c):\n    if 'well' in e: return 'well'\n    sys.exit(0)",
      "Runtime.ExitError",
      "Runtime exited without providing a reason",
    ],
    dies: [
      python,
      "import os\ndef handler(e, c):\n    if 'well' in e: return 'well'\n    os.abort()",
      "Runtime.ExitError",
      "Runtime exited with error: signal: aborted",
    ],
    loops: [
      node,
      "exports.handler = async (e) => { if (e.well) return 'well'; for (;;); }",
      "Sandbox.Timedout",
      "Task timed out after 1.00 seconds",
    ],
    leaks: [
      node,
      "const all = []; exports.handler = async (e) => { if (e.well) return 'well'; for (;;) all.push(Buffer.alloc(1e6, 1)); }",
      "Runtime.OutOfMemory",
      "Runtime exited with error: signal: killed",
    ],
    hoards: [
      python,
      "all = []\ndef handler(e, c):\n    if 'well' in e: return 'well'\n    while True: all.append(b'x' * 1000000 + bytes(1))",
      "Runtime.OutOfMemory",
      "Runtime exited with error: signal: killed",
    ],
  };
  for (const [name, [runtime, source, errorType, message]] of Object.entries(cases)) {
    const answer = await run(name, runtime, source, { timeout: name === "loops" ? 1 : 20 });
    const value = answer.value as { errorType: string; errorMessage: string };
    assert.equal(value.errorType, errorType, name);
    assert.match(value.errorMessage, new RegExp(`^RequestId: [0-9a-f-]{36} Error: ${message}$`), name);
    const log = shape(answer.log).join("\n");
    assert.match(
      log,
      name === "loops" ? /TIME ID Task timed out after 1.00 seconds\nEND/ : /\nEND RequestId: ID\n/,
      name,
    );
    assert.match(
      log,
      name === "loops" ? /Status: timeout/ : new RegExp(`Status: error\tError Type: ${errorType}`),
      name,
    );
    assert.equal((await lambda.invoke(name, { well: true })).value, "well", name);
  }
});

test("a function's temporary files are its own, bounded, and gone with its environment", async () => {
  const source = `
import os, tempfile
def handler(event, context):
    folder = tempfile.gettempdir()
    if event.get("fill"):
        for number in range(200):
            with open(os.path.join(folder, str(number)), "wb") as file:
                file.write(b"x" * 10_000_000)
    return folder
`;
  const { value: folder } = await run("writes", python, source, { timeout: 30 });
  assert.ok(existsSync(String(folder)));
  const filled = await lambda.invoke("writes", { fill: true });
  assert.match(filled.log.join("\n"), /it had more than its 512 MB of temporary files/);
  assert.equal(filled.error, "Unhandled");
  assert.equal(existsSync(String(folder)), false);
});

test("no process of a function is left: not of one that forks, nor of one that hides its children", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lambda-left-"));
  const source = `
import os, subprocess, time
def handler(event, context):
    def note(name, pid):
        with open(os.path.join("${folder}", name), "w") as file:
            file.write(str(pid))
    note("setsid", subprocess.Popen(["setsid", "sleep", "1000"]).pid)
    note("bare", subprocess.Popen(["env", "-i", "/bin/sleep", "1000"], cwd="/", start_new_session=True).pid)
    note("self", os.getpid())
    if event.get("bomb"):
        while True:
            if os.fork() == 0:
                time.sleep(1000)
    return "left"
`;
  const pids = () => readdirSync(folder).map((name) => Number(readFileSync(join(folder, name), "utf8")));
  assert.equal((await run("forks", python, source, { timeout: 20, memory: 4096 })).value, "left");
  assert.deepEqual(pids().map(isRunning), [true, true, true], "an environment rests with its children");
  await lambda.service.reset();
  assert.deepEqual(pids().map(isRunning), [false, false, false]);
  const bomb = await run("bomb", python, source, { timeout: 20, memory: 4096 }, { bomb: true });
  assert.equal(bomb.error, "Unhandled");
  assert.deepEqual(pids().map(isRunning), [false, false, false]);
  rmSync(folder, { recursive: true });
});

test("a function stands still between its invocations", async () => {
  const source = `
    let count = 0;
    setInterval(() => { count += 1; }, 5);
    exports.handler = async () => count;`;
  await run("ticks", node, source);
  const { value: first } = await lambda.invoke("ticks");
  await sleep(300);
  const { value: second } = await lambda.invoke("ticks");
  assert.ok(Number(second) - Number(first) < 30, `${first} ${second}`);
});

test("a function that floods the log is ended in time, and the embedded AWS answers meanwhile", async () => {
  const flood = run("floods", python, "def handler(e, c):\n    while True: print('x' * 200)", { timeout: 2 });
  await lambda.create("calm", node, { "app.js": "exports.handler = async () => 1" });
  assert.equal((await lambda.invoke("calm")).value, 1);
  assert.equal(((await flood).value as { errorType: string }).errorType, "Sandbox.Timedout");
});

test("killed while functions start and run: no process of theirs is left", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "lambda-killed-"));
  const source = `
import subprocess, time
def handler(event, context):
    subprocess.Popen(["setsid", "sleep", "1000"])
    time.sleep(1000)
`;
  const next = random(28, 1);
  for (const moment of [0, next(500), 800]) {
    const aws = await startAwsProcess(dataDir);
    try {
      const client = new LambdaClient({ ...clientOptions(aws.url), maxAttempts: 1 });
      const FunctionName = `killed-${moment}`;
      await client.send(
        new CreateFunctionCommand({
          ...{
            FunctionName,
            Runtime: python,
            Handler: "app.handler",
            Timeout: 60,
            Code: { ZipFile: zip({ "app.py": source }) },
          },
          Role: "arn:aws:iam::000000000000:role/functions",
        }),
      );
      const answers = [1, 2].map(() => client.send(new InvokeCommand({ FunctionName })).catch(() => "gone"));
      await sleep(moment);
      const processes = descendants(aws.child.pid as number);
      await aws.end("SIGKILL");
      for (const end = Date.now() + 5000; processes.some(isRunning) && Date.now() < end; ) {
        await sleep(20);
      }
      assert.deepEqual(processes.filter(isRunning), [], `after ${moment} ms`);
      assert.deepEqual(await Promise.all(answers), ["gone", "gone"]);
      client.destroy();
    } finally {
      aws.child.kill("SIGKILL");
    }
  }
  rmSync(dataDir, { recursive: true, force: true });
});

/** The processes below one. */
function descendants(top: number): number[] {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number));
  const found: number[] = [];
  for (let parents = [top]; parents.length > 0; ) {
    parents = pairs.flatMap(([pid = 0, parent = 0]) => (parents.includes(parent) ? [pid] : []));
    found.push(...parents);
  }
  return found;
}

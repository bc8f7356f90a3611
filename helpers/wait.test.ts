import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { waitFor } from "./wait";

const quiet = { what: "the thing", onInterrupt: () => "It goes on." };

test("asks until the state is final, and tells every state", async () => {
  const states = ["QUEUED", "RUNNING", "DONE"];
  const told: string[] = [];
  const final = await waitFor({
    ...quiet,
    timeoutSeconds: 5,
    poll: async () => states[told.length] ?? "",
    isDone: (state) => state === "DONE",
    onState: (state) => told.push(state),
  });
  assert.equal(final, "DONE");
  assert.deepEqual(told, states);
  assert.equal(process.listenerCount("SIGINT"), 0);
});

test("ends at its deadline with a message that says what may go on", async () => {
  const begin = performance.now();
  await assert.rejects(waitFor({ ...quiet, timeoutSeconds: 0.3, poll: async () => "RUNNING", isDone: () => false }), {
    name: "WaitTimeout",
    message: "Waited 0.3 seconds for the thing, which has not ended. It may still go on.",
  });
  assert.ok(performance.now() - begin < 2_000);
  assert.equal(process.listenerCount("SIGINT"), 0);
});

test("ends at its deadline even where AWS never answers", async () => {
  const never = new Promise<string>(() => {});
  await assert.rejects(waitFor({ ...quiet, timeoutSeconds: 0.2, poll: () => never, isDone: () => true }), {
    name: "WaitTimeout",
  });
});

test("an error of the poll ends the wait", async () => {
  const poll = () => Promise.reject(new Error("gone"));
  await assert.rejects(waitFor({ ...quiet, timeoutSeconds: 5, poll, isDone: () => true }), /gone/);
});

test("pauses grow: a second's wait asks fewer than 12 times", async () => {
  let asked = 0;
  const poll = async () => {
    asked += 1;
  };
  await assert.rejects(waitFor({ ...quiet, timeoutSeconds: 1, poll, isDone: () => false }), { name: "WaitTimeout" });
  assert.ok(asked >= 4 && asked < 12, `asked ${asked} times`);
});

test("SIGINT, as Interrupt in Jupyter sends it, ends the wait and does what onInterrupt says", async () => {
  const program = `
    const { waitFor } = require(${JSON.stringify(join(__dirname, "wait.js"))});
    let stopped = false;
    waitFor({ what: "the query", timeoutSeconds: 60, poll: async () => { console.log("polled"); }, isDone: () => false,
      onInterrupt: async () => { stopped = true; return "It was stopped."; } })
      .catch((error) => { console.log(JSON.stringify([error.name, error.message, stopped])); });`;
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    if (text.includes("polled")) {
      child.kill("SIGINT");
    }
  });
  const begin = performance.now();
  const [code] = await once(child, "exit");
  assert.equal(code, 0);
  assert.ok(performance.now() - begin < 10_000);
  const last = output.trim().split("\n").at(-1) ?? "";
  assert.deepEqual(JSON.parse(last), ["Interrupted", "Interrupted while waiting for the query. It was stopped.", true]);
});

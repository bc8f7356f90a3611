import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { projectRoot } from "../engines/installation";
import { zip } from "../lambda/testing/zip";
import { clientOptions } from "../testing/client-options";
import { inShort, roleArn, StatesLab } from "./testing/states-lab";

// Tasks that invoke functions: Node's own, in a process.

const lab = new StatesLab();
let arn = "";

const source = `
class TooWide extends Error { constructor(message) { super(message); this.name = "TooWide"; } }
exports.handler = async (event) => {
  if (event.width > 10) throw new TooWide("width " + event.width);
  if (event.wait) await new Promise((resolve) => setTimeout(resolve, event.wait));
  return { doubled: event.width * 2 };
};`;

before(async () => {
  await lab.start();
  const lambda = new LambdaClient(clientOptions(lab.url));
  const made = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: "double",
      Runtime: "nodejs22.x",
      Role: roleArn,
      Handler: "index.handler",
      Timeout: 10,
      Code: { ZipFile: zip({ "index.js": source }) },
    }),
  );
  arn = made.FunctionArn ?? "";
});
after(() => lab.end());

const one = (state: object, more: object = {}) => ({ StartAt: "S", States: { S: state, ...more } });

test("a function by its ARN: its answer is the result", async () => {
  const { value, events, cause } = await lab.run(one({ Type: "Task", Resource: arn, ResultPath: "$.out", End: true }), {
    width: 4,
  });
  assert.deepEqual(value, { width: 4, out: { doubled: 8 } }, cause);
  assert.deepEqual(inShort(events).slice(2, 5), [
    "3<-2 LambdaFunctionScheduled",
    "4<-3 LambdaFunctionStarted",
    "5<-4 LambdaFunctionSucceeded",
  ]);
});

test("lambda:invoke: payload and answer are JSON; what the function throws is the error, tried again and caught", async () => {
  const invoke = {
    ...{ Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true },
    Parameters: { FunctionName: arn, "Payload.$": "$" },
    Retry: [{ ErrorEquals: ["TooWide"], MaxAttempts: 1, IntervalSeconds: 1 }],
    Catch: [{ ErrorEquals: ["TooWide"], Next: "Caught" }],
  };
  const machine = await lab.machine(one(invoke, { Caught: { Type: "Pass", End: true } }));
  const good = await lab.ended(await lab.begin(machine, { width: 5 }));
  const answer = good.value as { Payload: object; StatusCode: number; ExecutedVersion: string };
  assert.deepEqual([answer.Payload, answer.StatusCode, answer.ExecutedVersion], [{ doubled: 10 }, 200, "$LATEST"]);
  const bad = await lab.ended(await lab.begin(machine, { width: 11 }));
  const { Error: error, Cause: cause } = bad.value as { Error: string; Cause: string };
  assert.equal(error, "TooWide");
  const { errorType, errorMessage } = JSON.parse(cause);
  assert.deepEqual([errorType, errorMessage], ["TooWide", "width 11"]);
  assert.equal(bad.events.filter(({ type }) => type === "TaskFailed").length, 2);
  const missing = await lab.run(one({ ...invoke, Parameters: { FunctionName: "none" }, Catch: undefined }));
  assert.equal(missing.error, "Lambda.ResourceNotFoundException");
});

test("a function that takes too long for its task", async () => {
  const slow = await lab.run(one({ Type: "Task", Resource: arn, TimeoutSeconds: 1, End: true }), {
    width: 1,
    wait: 5_000,
  });
  assert.equal(slow.error, "States.Timeout");
  assert.equal(slow.events.at(-2)?.type, "LambdaFunctionTimedOut");
});

test("AWS's sample explicit-failure-with-parallel-states", async () => {
  const path = join(projectRoot, "local-aws", "states", "samples", "explicit-failure-with-parallel-states.asl.json");
  const definition = JSON.parse(readFileSync(path, "utf8").replace(/\$\{\w+\}/g, arn));
  const failed = await lab.run(definition, { width: 12 });
  assert.equal(failed.status, "FAILED");
  assert.equal(failed.error, "TooWide");
});

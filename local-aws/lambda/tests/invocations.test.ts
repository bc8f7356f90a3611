import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionEventInvokeConfigCommand,
  InvokeCommand,
  ListFunctionEventInvokeConfigsCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionConfigurationCommand,
  UpdateFunctionEventInvokeConfigCommand,
} from "@aws-sdk/client-lambda";
import { LambdaServer } from "../testing/lambda-server";

// How functions are called: at once and later, many at once, with destinations and dead-letter queues.

const queue = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`;
const node = "nodejs20.x";

let lambda: LambdaServer;
before(async () => {
  lambda = await LambdaServer.start({ retryDelays: [20, 40] });
});
after(() => lambda.close());

async function until(what: string, isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !isSo(); ) {
    assert.ok(Date.now() < end, what);
    await sleep(10);
  }
}

const bodies = (server: LambdaServer, arn: string) =>
  (server.delivered.get(arn) ?? []).map(({ body }) => JSON.parse(body) as Record<string, unknown>);

test("payloads: what is no JSON, what is too large, what is nothing", async () => {
  const source = "exports.handler = async (event) => event.size ? 'x'.repeat(event.size) : event;";
  await lambda.create("echo", node, { "app.js": source });
  const call = (Payload: string | undefined, InvocationType?: "Event" | "DryRun") =>
    lambda.client.send(new InvokeCommand({ FunctionName: "echo", Payload, InvocationType }));
  await assert.rejects(call("{"), { name: "InvalidRequestContentException" });
  await assert.rejects(call(JSON.stringify("x".repeat(6 * 1024 * 1024))), { name: "RequestEntityTooLargeException" });
  await assert.rejects(call(JSON.stringify("x".repeat(1024 * 1024)), "Event"), {
    name: "RequestEntityTooLargeException",
  });
  const big = await lambda.invoke("echo", { size: 6 * 1024 * 1024 - 2 });
  assert.equal(String(big.value).length, 6 * 1024 * 1024 - 2);
  const tooBig = await lambda.invoke("echo", { size: 6 * 1024 * 1024 + 200 });
  assert.equal((tooBig.value as { errorType: string }).errorType, "Function.ResponseSizeTooLarge");
  assert.deepEqual(JSON.parse(Buffer.from((await call(undefined)).Payload ?? []).toString()), {});
  const dry = await call("{}", "DryRun");
  assert.deepEqual([dry.StatusCode, dry.FunctionError], [204, undefined]);
});

test("a client's context comes to the handler", async () => {
  await lambda.create("context", "python3.12", {
    "app.py": "def handler(event, context):\n    return [context.client_context.custom, context.client_context.env]",
  });
  const ClientContext = Buffer.from(JSON.stringify({ custom: { a: 1 }, env: { locale: "ko" } })).toString("base64");
  const answer = await lambda.client.send(new InvokeCommand({ FunctionName: "context", ClientContext }));
  assert.deepEqual(JSON.parse(Buffer.from(answer.Payload ?? []).toString()), [{ a: 1 }, { locale: "ko" }]);
});

test("invocations at the same time have an environment each; a reserve bounds them", async () => {
  const source = "exports.handler = () => new Promise((done) => setTimeout(() => done(process.pid), 300));";
  await lambda.create("slow", node, { "app.js": source });
  const pids = await Promise.all([1, 2, 3].map(() => lambda.invoke("slow")));
  assert.equal(new Set(pids.map(({ value }) => value)).size, 3);
  const FunctionName = "slow";
  await lambda.client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 1 }));
  const [first, second] = await Promise.allSettled([lambda.invoke("slow"), lambda.invoke("slow")]);
  const reasons = [first, second].flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  assert.deepEqual(
    reasons.map(({ name, Reason, $metadata }) => [name, Reason, $metadata.httpStatusCode]),
    [["TooManyRequestsException", "ReservedFunctionConcurrentInvocationLimitExceeded", 429]],
  );
  const reserved = await lambda.client.send(new GetFunctionConcurrencyCommand({ FunctionName }));
  assert.equal(reserved.ReservedConcurrentExecutions, 1);
  await assert.rejects(
    lambda.client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 45 })),
    /below its minimum value of \[10\]/,
  );
  await lambda.client.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
  assert.ok(lambda.metrics.some(({ name, dimensions }) => name === "Throttles" && dimensions.FunctionName === "slow"));
});

test("metrics count what happened", async () => {
  await lambda.create("counted", node, {
    "app.js": "exports.handler = async (event) => { if (event.bad) throw new Error('bad'); };",
  });
  await lambda.invoke("counted");
  await lambda.invoke("counted", { bad: true });
  const sum = (name: string) =>
    lambda.metrics
      .filter((metric) => metric.name === name && metric.dimensions.FunctionName === "counted")
      .reduce((total, { value }) => total + value, 0);
  assert.deepEqual([sum("Invocations"), sum("Errors")], [2, 1]);
  assert.ok(sum("Duration") > 0);
});

test("an event is tried three times, and then told to the failure's destination and the dead-letter queue", async () => {
  const source =
    "exports.handler = async (event) => { if (event.bad) throw new TypeError('bad'); return { well: event }; };";
  await lambda.create("later", node, { "app.js": source });
  const FunctionName = "later";
  const DeadLetterConfig = { TargetArn: queue("dead") };
  await lambda.client.send(new UpdateFunctionConfigurationCommand({ FunctionName, DeadLetterConfig }));
  const DestinationConfig = {
    OnSuccess: { Destination: queue("well") },
    OnFailure: { Destination: "arn:aws:events:us-east-1:000000000000:event-bus/default" },
  };
  await lambda.client.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig }));
  const send = (event: unknown) =>
    lambda.client.send(new InvokeCommand({ FunctionName, InvocationType: "Event", Payload: JSON.stringify(event) }));
  const taken = await send({ a: 1 });
  assert.equal(taken.StatusCode, 202);
  await until("the success was told", () => bodies(lambda, queue("well")).length === 1);
  const [well] = bodies(lambda, queue("well"));
  const functionArn = "arn:aws:lambda:us-east-1:000000000000:function:later:$LATEST";
  assert.deepEqual(
    { ...well, timestamp: "", requestContext: { ...(well?.requestContext as object), requestId: "" } },
    {
      ...{ version: "1.0", timestamp: "", requestPayload: { a: 1 }, responsePayload: { well: { a: 1 } } },
      requestContext: { requestId: "", functionArn, condition: "Success", approximateInvokeCount: 1 },
      responseContext: { statusCode: 200, executedVersion: "$LATEST" },
    },
  );
  await send({ bad: true });
  await until("the failure was told", () => bodies(lambda, queue("dead")).length === 1);
  const [event] = bodies(lambda, "arn:aws:events:us-east-1:000000000000:event-bus/default");
  assert.deepEqual([event?.source, event?.["detail-type"]], ["lambda", "Lambda Function Invocation Result - Failure"]);
  const detail = event?.detail as Record<string, Record<string, unknown>>;
  assert.deepEqual(
    [
      detail.requestContext?.condition,
      detail.requestContext?.approximateInvokeCount,
      detail.responseContext?.functionError,
    ],
    ["RetriesExhausted", 3, "Unhandled"],
  );
  const [letter] = lambda.delivered.get(queue("dead")) ?? [];
  assert.deepEqual(JSON.parse(letter?.body ?? ""), { bad: true });
  assert.equal(letter?.attributes?.ErrorMessage?.StringValue, "bad");
  assert.equal(letter?.attributes?.RequestID?.StringValue, (detail.requestContext?.requestId as string) ?? "");
  await lambda.client.send(new UpdateFunctionEventInvokeConfigCommand({ FunctionName, MaximumRetryAttempts: 0 }));
  await send({ bad: true });
  await until("the second failure was told", () => bodies(lambda, queue("dead")).length === 2);
  const [, second] = bodies(lambda, "arn:aws:events:us-east-1:000000000000:event-bus/default");
  assert.equal((second?.detail as typeof detail | undefined)?.requestContext?.approximateInvokeCount, 1);
  const shown = await lambda.client.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }));
  assert.deepEqual([shown.MaximumRetryAttempts, shown.DestinationConfig], [0, DestinationConfig]);
  const listed = await lambda.client.send(new ListFunctionEventInvokeConfigsCommand({ FunctionName }));
  assert.equal(listed.FunctionEventInvokeConfigs?.length, 1);
  await assert.rejects(
    lambda.client.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName,
        DestinationConfig: { OnFailure: { Destination: "arn:aws:s3:::bucket" } },
      }),
    ),
    /not supported/,
  );
});

test("an event that the embedded AWS died in the middle of is run again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lambda-event-"));
  const first = await LambdaServer.start();
  await first.create("survivor", node, {
    "app.js": `
      const { existsSync, writeFileSync } = require("fs");
      exports.handler = async ({ mark }) => {
        if (existsSync(mark)) return "second";
        writeFileSync(mark, "");
        await new Promise((done) => setTimeout(done, 60000));
      };`,
  });
  const FunctionName = "survivor";
  const DestinationConfig = { OnSuccess: { Destination: queue("survived") } };
  await first.client.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig }));
  const Payload = JSON.stringify({ mark: join(folder, "mark") });
  await first.client.send(new InvokeCommand({ FunctionName, InvocationType: "Event", Payload }));
  await until("the function runs", () => existsSync(join(folder, "mark")));
  await first.stop();
  const second = await LambdaServer.start({}, first.dataDir);
  try {
    await until("it was run again", () => bodies(second, queue("survived")).length === 1);
    assert.equal(bodies(second, queue("survived"))[0]?.responsePayload, "second");
    assert.equal(second.service.health().waiting, 0);
  } finally {
    await second.close();
    rmSync(folder, { recursive: true });
  }
});

test("what other services deliver is an event; what is no JSON is refused", async () => {
  await lambda.create("target", node, {
    "app.js": "exports.handler = async (event) => { console.log('seen', event.x); };",
  });
  const arn = "arn:aws:lambda:us-east-1:000000000000:function:target";
  const from = { principal: "events.amazonaws.com", arn: "arn:aws:events:us-east-1:000000000000:rule/r" };
  await lambda.integration.targets.deliver({ arn, body: '{"x":1}', from });
  await until("it was run", () =>
    lambda.metrics.some(({ name, dimensions }) => name === "Invocations" && dimensions.FunctionName === "target"),
  );
  await assert.rejects(lambda.integration.targets.deliver({ arn, body: "no JSON", from }), {
    code: "InvalidRequestContentException",
  });
  await assert.rejects(lambda.integration.targets.deliver({ arn: `${arn}-not`, body: "{}", from }), {
    code: "ResourceNotFoundException",
  });
});

test("environments that have nothing to do are ended", async () => {
  const idle = await LambdaServer.start({ idleMs: 100 });
  try {
    await idle.create("idle", node, { "app.js": "exports.handler = async () => process.pid;" });
    const { value: pid } = await idle.invoke("idle");
    assert.equal((await idle.invoke("idle")).value, pid);
    await until("it was ended", () => idle.service.health().environments === 0);
    assert.notEqual((await idle.invoke("idle")).value, pid);
  } finally {
    await idle.close();
  }
});

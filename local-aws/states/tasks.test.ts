import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ListExecutionsCommand, SendTaskFailureCommand, SendTaskSuccessCommand } from "@aws-sdk/client-sfn";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { clientOptions } from "../testing/client-options";
import { inShort, StatesLab } from "./testing/states-lab";

// Tasks that call the other services here.

const lab = new StatesLab();
const Bucket = "tasks-bucket";
let s3: S3Client;
let sqs: SQSClient;
let QueueUrl = "";

before(async () => {
  await lab.start();
  s3 = new S3Client({ ...clientOptions(lab.url), forcePathStyle: true });
  sqs = new SQSClient(clientOptions(lab.url));
  await s3.send(new CreateBucketCommand({ Bucket }));
  QueueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: "tasks" }))).QueueUrl ?? "";
});
after(() => lab.end());

const states = "arn:aws:states:::";
const task = (resource: string, Parameters: object, more: object = {}) => ({
  ...{ Type: "Task", Resource: `${states}${resource}`, Parameters, End: true },
  ...more,
});
const one = (state: object, more: object = {}) => ({ StartAt: "S", States: { S: state, ...more } });

test("S3 through AWS's SDK: put, get, head, list, copy, delete", async () => {
  const next = (resource: string, Parameters: object, ResultPath: string, Next?: string) =>
    task(
      `aws-sdk:s3:${resource}`,
      { Bucket, ...Parameters },
      { ResultPath, ...(Next ? { Next, End: undefined } : {}) },
    );
  const { value, cause, events } = await lab.run(
    {
      StartAt: "Put",
      States: {
        Put: next(
          "putObject",
          { "Key.$": "$.key", Body: { a: 1 }, ContentType: "text/plain", Metadata: { mine: "x" } },
          "$.put",
          "Get",
        ),
        Get: next("getObject", { "Key.$": "$.key" }, "$.get", "Copy"),
        Copy: next("copyObject", { Key: "copy", CopySource: `${Bucket}/a%20b` }, "$.copy", "List"),
        List: next("listObjectsV2", { MaxKeys: 10 }, "$.list", "Delete"),
        Delete: next(
          "deleteObjects",
          { Delete: { Objects: [{ Key: "copy" }, { "Key.$": "$.key" }] } },
          "$.delete",
          "Empty",
        ),
        Empty: next("listObjectsV2", {}, "$.empty", "Head"),
        Head: next("headObject", { Key: "none" }, "$.head"),
      },
    },
    { key: "a b" },
  );
  assert.equal(value, undefined);
  assert.match(cause ?? "", /\(Service: S3, Status Code: 404, Request ID: /);
  const failed = events.find(({ type }) => type === "TaskFailed");
  assert.equal(failed?.taskFailedEventDetails?.error, "S3.NoSuchKeyException");
  const input = JSON.parse(
    events.findLast(({ type }) => type === "TaskStateEntered")?.stateEnteredEventDetails?.input ?? "",
  );
  assert.equal(input.get.Body, '{"a":1}');
  assert.equal(input.get.ContentType, "text/plain");
  assert.deepEqual(input.get.Metadata, { mine: "x" });
  assert.match(input.get.LastModified, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.equal(input.put.ETag, input.get.ETag);
  assert.equal(input.copy.CopyObjectResult.ETag, input.get.ETag);
  assert.deepEqual(
    input.list.Contents.map(({ Key, Size }: { Key: string; Size: number }) => [Key, Size]),
    [
      ["a b", 7],
      ["copy", 7],
    ],
  );
  assert.deepEqual(input.delete.Deleted, [{ Key: "copy" }, { Key: "a b" }]);
  assert.equal(input.empty.KeyCount, 0);
});

test("any operation here by its name: Glue's catalog, and its errors under their names", async () => {
  const { value } = await lab.run(
    one(
      task(
        "aws-sdk:glue:createDatabase",
        { DatabaseInput: { Name: "made", Description: "by a state machine" } },
        { Next: "T", End: undefined },
      ),
      {
        T: task(
          "aws-sdk:glue:getDatabase",
          { Name: "made" },
          { ResultSelector: { "text.$": "$.Database.Description", "when.$": "$.Database.CreateTime" } },
        ),
      },
    ),
  );
  assert.equal((value as { text: string }).text, "by a state machine");
  assert.match((value as { when: string }).when, /^\d{4}-\d\d-\d\dT/);
  const missing = await lab.run(
    one(task("aws-sdk:glue:getDatabase", { Name: "none" }, { Retry: [{ ErrorEquals: ["Other"] }] })),
  );
  assert.equal(missing.error, "Glue.EntityNotFoundException");
  const unknown = await lab.run(one(task("aws-sdk:glue:getDatabase", { Named: "none" })));
  assert.equal(unknown.error, "States.Runtime");
  assert.match(
    unknown.cause ?? "",
    /could not be used to start the Task: \[The field 'Named' is not supported by Step Functions\]/,
  );
  const refused = await lab.run(one(task("aws-sdk:glue:createBlueprint", { Name: "none" })));
  assert.match(refused.cause ?? "", /does not support/);
});

test("a message to a queue, with an object as its body", async () => {
  const { value, events } = await lab.run(one(task("sqs:sendMessage", { QueueUrl, MessageBody: { "n.$": "$.n" } })), {
    n: 1,
  });
  const [message] = (await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }))).Messages ?? [];
  assert.deepEqual(JSON.parse(message?.Body ?? ""), { n: 1 });
  assert.equal((value as { MessageId: string }).MessageId, message?.MessageId);
  assert.equal((value as { SdkHttpMetadata: { HttpStatusCode: number } }).SdkHttpMetadata.HttpStatusCode, 200);
  assert.deepEqual(inShort(events).slice(2, 5), ["3<-2 TaskScheduled", "4<-3 TaskStarted", "5<-4 TaskSucceeded"]);
  const details = events[2]?.taskScheduledEventDetails;
  assert.deepEqual([details?.resourceType, details?.resource, details?.region], ["sqs", "sendMessage", "us-east-1"]);
  assert.deepEqual(JSON.parse(details?.parameters ?? ""), { QueueUrl, MessageBody: { n: 1 } });
});

test("a task that waits for its token: told by who got the message", async () => {
  const machine = await lab.machine(
    one(
      task(
        "sqs:sendMessage.waitForTaskToken",
        { QueueUrl, MessageBody: { "token.$": "$$.Task.Token" } },
        { Catch: [{ ErrorEquals: ["No"], Next: "Caught" }] },
      ),
      { Caught: { Type: "Pass", End: true } },
    ),
  );
  const answer = async (send: (taskToken: string) => Promise<unknown>) => {
    const arn = await lab.begin(machine);
    const [message] = (await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }))).Messages ?? [];
    await send(JSON.parse(message?.Body ?? "").token);
    return lab.ended(arn);
  };
  const good = await answer((taskToken) => lab.client.send(new SendTaskSuccessCommand({ taskToken, output: '"yes"' })));
  assert.equal(good.value, "yes");
  assert.deepEqual(good.events.map(({ type }) => type).slice(2, 6), [
    "TaskScheduled",
    "TaskStarted",
    "TaskSubmitted",
    "TaskSucceeded",
  ]);
  const bad = await answer((taskToken) =>
    lab.client.send(new SendTaskFailureCommand({ taskToken, error: "No", cause: "not now" })),
  );
  assert.deepEqual(bad.value, { Error: "No", Cause: "not now" });
});

test("nested executions: begun, waited for, with input and output as text and as JSON; failed and stopped", async () => {
  const inner = await lab.machine(one({ Type: "Pass", Parameters: { "got.$": "$.n" }, End: true }));
  const start = (suffix: string, StateMachineArn: string, more: object = {}) =>
    lab.run(one(task(`states:startExecution${suffix}`, { StateMachineArn, Input: { n: 1 } }, more)));
  const begun = (await start("", inner)).value as { ExecutionArn: string; StartDate: number };
  assert.equal(typeof begun.StartDate, "number");
  assert.deepEqual((await lab.ended(begun.ExecutionArn)).value, { got: 1 });
  const text = (await start(".sync", inner)).value as { Status: string; Output: unknown; Input: unknown };
  assert.deepEqual([text.Status, text.Output, text.Input], ["SUCCEEDED", '{"got":1}', '{"n":1}']);
  const json = (await start(".sync:2", inner)).value as { Output: unknown; Input: unknown };
  assert.deepEqual([json.Output, json.Input], [{ got: 1 }, { n: 1 }]);
  const failing = await lab.machine(one({ Type: "Fail", Error: "Inner", Cause: "why" }));
  const failed = await start(".sync", failing);
  assert.equal(failed.error, "States.TaskFailed");
  assert.equal(JSON.parse(failed.cause ?? "").Error, "Inner");
  const waiting = await lab.machine(one({ Type: "Wait", Seconds: 600, End: true }));
  const over = await start(".sync", waiting, { TimeoutSeconds: 1 });
  assert.equal(over.error, "States.Timeout");
  await sleep(50);
  const { executions } = await lab.client.send(new ListExecutionsCommand({ stateMachineArn: waiting }));
  assert.deepEqual(
    executions?.map(({ status }) => status),
    ["ABORTED"],
  );
});

test("events are put, and an entry that is not taken fails the task", async () => {
  const entry = { Source: "mine", DetailType: "Told", Detail: { a: 1 } };
  const { value } = await lab.run(one(task("events:putEvents", { Entries: [entry] })));
  assert.equal((value as { FailedEntryCount: number }).FailedEntryCount, 0);
  const bad = await lab.run(one(task("events:putEvents", { Entries: [{ ...entry, Detail: '"text"' }] })));
  assert.equal(bad.error, "EventBridge.FailedEntry");
});

test("what the embedded AWS has not is refused when the state machine is made", async () => {
  await assert.rejects(lab.machine(one(task("batch:submitJob.sync", {}))), { name: "InvalidDefinition" });
});

test("an object that S3 got before is read by a state machine, and the other way round", async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: "in", Body: "from outside" }));
  await lab.run(
    one(task("aws-sdk:s3:getObject", { Bucket, Key: "in" }, { Next: "T", End: undefined }), {
      T: task("aws-sdk:s3:putObject", { Bucket, Key: "out", "Body.$": "States.Format('{}!', $.Body)" }),
    }),
  );
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: "out" }));
  assert.equal(await Body?.transformToString(), "from outside!");
});

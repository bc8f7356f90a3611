import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingRequest,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { LambdaServer } from "../testing/lambda-server";

// Functions that get the messages of queues.

const node = "nodejs20.x";
const queueArn = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`;

let lambda: LambdaServer;
before(async () => {
  lambda = await LambdaServer.start();
});
after(() => lambda.close());

const sqs = (operation: string, input: Record<string, unknown>, server = lambda) =>
  server.integration.calls.call("sqs", operation, input, {
    ...{ requestId: randomUUID(), region: "us-east-1", accountId: "000000000000" },
  });

async function createQueue(name: string, Attributes: Record<string, string> = {}): Promise<string> {
  return String((await sqs("CreateQueue", { QueueName: name, Attributes })).QueueUrl);
}

async function map(name: string, input: Partial<CreateEventSourceMappingRequest> = {}): Promise<string> {
  const made = await lambda.client.send(
    new CreateEventSourceMappingCommand({ FunctionName: name, EventSourceArn: queueArn(name), ...input }),
  );
  return made.UUID ?? "";
}

/** What the function has logged as JSON. */
async function told(name: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (const { name: stream } of lambda.logs.hasGroup(`/aws/lambda/${name}`)
    ? lambda.logs.streams(`/aws/lambda/${name}`)
    : []) {
    for await (const events of lambda.logs.file(`/aws/lambda/${name}`, stream).eventsFrom()) {
      found.push(...events.flatMap(({ message }) => (message.startsWith("{") ? [JSON.parse(message)] : [])));
    }
  }
  return found;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; !(await isSo()); ) {
    assert.ok(Date.now() < end, what);
    await sleep(20);
  }
}

async function left(url: string): Promise<number> {
  const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"];
  const { Attributes } = await sqs("GetQueueAttributes", { QueueUrl: url, AttributeNames: names });
  return Object.values(Attributes as Record<string, string>).reduce((sum, count) => sum + Number(count), 0);
}

test("messages come as AWS's records, and are deleted", async () => {
  const url = await createQueue("orders");
  await lambda.create("orders", node, {
    "app.js": "exports.handler = async (event) => { process.stdout.write(JSON.stringify(event) + '\\n'); };",
  });
  const uuid = await map("orders");
  const sent = await sqs("SendMessage", {
    ...{ QueueUrl: url, MessageBody: "first" },
    MessageAttributes: { colour: { DataType: "String", StringValue: "green" } },
  });
  await until("it is deleted", async () => (await left(url)) === 0 && (await told("orders")).length === 1);
  const [
    {
      Records: [record],
    } = { Records: [] },
  ] = (await told("orders")) as { Records: Record<string, unknown>[] }[];
  const { receiptHandle: _, attributes, ...rest } = record ?? {};
  assert.deepEqual(rest, {
    ...{ messageId: sent.MessageId, body: "first", md5OfBody: sent.MD5OfMessageBody },
    md5OfMessageAttributes: sent.MD5OfMessageAttributes,
    messageAttributes: {
      colour: { stringValue: "green", stringListValues: [], binaryListValues: [], dataType: "String" },
    },
    ...{ eventSource: "aws:sqs", eventSourceARN: queueArn("orders"), awsRegion: "us-east-1" },
  });
  assert.equal((attributes as Record<string, string>).ApproximateReceiveCount, "1");
  const shown = await lambda.client.send(new GetEventSourceMappingCommand({ UUID: uuid }));
  assert.deepEqual([shown.State, shown.BatchSize, shown.FunctionResponseTypes], ["Enabled", 10, []]);
  const off = await lambda.client.send(new UpdateEventSourceMappingCommand({ UUID: uuid, Enabled: false }));
  assert.equal(off.State, "Updating");
  const listed = await lambda.client.send(new ListEventSourceMappingsCommand({ FunctionName: "orders" }));
  assert.deepEqual(
    listed.EventSourceMappings?.map(({ UUID, State }) => [UUID, State]),
    [[uuid, "Disabled"]],
  );
  const gone = await lambda.client.send(new DeleteEventSourceMappingCommand({ UUID: uuid }));
  assert.equal(gone.State, "Deleting");
  await assert.rejects(lambda.client.send(new GetEventSourceMappingCommand({ UUID: uuid })), {
    name: "ResourceNotFoundException",
  });
});

test("only what a function names as failed comes again; after its last try it goes to the dead-letter queue", async () => {
  const dead = await createQueue("parts-dead");
  const url = await createQueue("parts", {
    VisibilityTimeout: "1",
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn("parts-dead"), maxReceiveCount: "2" }),
  });
  const source = `exports.handler = async ({ Records }) => {
    process.stdout.write(JSON.stringify({ bodies: Records.map(({ body }) => body) }) + "\\n");
    const failed = Records.filter(({ body }) => body.startsWith("bad"));
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };`;
  await lambda.create("parts", node, { "app.js": source }, { timeout: 1 });
  for (const MessageBody of ["good-1", "bad", "good-2"]) {
    await sqs("SendMessage", { QueueUrl: url, MessageBody });
  }
  await map("parts", { FunctionResponseTypes: ["ReportBatchItemFailures"] });
  await until("the bad one is dead", async () => (await left(dead)) === 1);
  assert.equal(await left(url), 0);
  const counts: Record<string, number> = {};
  for (const body of (await told("parts")).flatMap(({ bodies }) => bodies as string[])) {
    counts[body] = (counts[body] ?? 0) + 1;
  }
  assert.deepEqual(counts, { "good-1": 1, "good-2": 1, bad: 2 });
});

test("filters look into bodies; what none matches is deleted unseen; a window gathers a batch", async () => {
  const url = await createQueue("filtered");
  const source = `exports.handler = async ({ Records }) => {
    process.stdout.write(JSON.stringify({ bodies: Records.map(({ body }) => JSON.parse(body)) }) + "\\n");
  };`;
  await lambda.create("filtered", node, { "app.js": source });
  const Pattern = JSON.stringify({ body: { kind: ["NG"], count: [{ numeric: [">", 3] }] } });
  await map("filtered", {
    ...{ FilterCriteria: { Filters: [{ Pattern }] }, BatchSize: 20, MaximumBatchingWindowInSeconds: 1 },
  });
  for (let count = 0; count < 12; count += 1) {
    const MessageBody = JSON.stringify({ kind: count % 2 === 0 ? "NG" : "OK", count });
    await sqs("SendMessage", { QueueUrl: url, MessageBody });
  }
  await until("all is done", async () => (await left(url)) === 0 && (await told("filtered")).length > 0);
  const batches = (await told("filtered")).map(({ bodies }) =>
    (bodies as { count: number }[]).map(({ count }) => count),
  );
  assert.deepEqual(
    batches.flat().sort((a, b) => a - b),
    [4, 6, 8, 10],
  );
  assert.equal(batches.length, 1);
});

test("many messages are treated side by side, as many batches as the mapping allows", async () => {
  const url = await createQueue("many");
  const source = `exports.handler = async ({ Records }) => {
    await new Promise((done) => setTimeout(done, 100));
    process.stdout.write(JSON.stringify({ pid: process.pid, bodies: Records.map(({ body }) => body) }) + "\\n");
  };`;
  await lambda.create("many", node, { "app.js": source });
  for (let number = 0; number < 20; number += 1) {
    await sqs("SendMessage", { QueueUrl: url, MessageBody: String(number) });
  }
  await map("many", { BatchSize: 2, ScalingConfig: { MaximumConcurrency: 3 } });
  await until("all are done", async () => (await left(url)) === 0);
  const all = await told("many");
  assert.deepEqual(
    all
      .flatMap(({ bodies }) => bodies as string[])
      .map(Number)
      .sort((a, b) => a - b),
    [...Array(20).keys()],
  );
  assert.ok(new Set(all.map(({ pid }) => pid)).size <= 3);
});

test("what cannot be is refused", async () => {
  await createQueue("short", { VisibilityTimeout: "5" });
  await createQueue("ordered.fifo", { FifoQueue: "true" });
  await lambda.create("refuses", node, { "app.js": "exports.handler = async () => {};" });
  const create = (input: Partial<CreateEventSourceMappingRequest>) =>
    lambda.client.send(
      new CreateEventSourceMappingCommand({ FunctionName: "refuses", EventSourceArn: queueArn("orders"), ...input }),
    );
  const cases: [input: Partial<CreateEventSourceMappingRequest>, message: RegExp][] = [
    [{ EventSourceArn: "arn:aws:kinesis:us-east-1:000000000000:stream/s" }, /not from kinesis/],
    [{ EventSourceArn: queueArn("nowhere") }, /SQS Error Code/],
    [{ EventSourceArn: queueArn("short") }, /visibility timeout: 5 seconds is less than Function timeout: 10 seconds/],
    [{ BatchSize: 100 }, /greater than 0 if maximum batch size is greater than 10/],
    [{ EventSourceArn: queueArn("ordered.fifo"), MaximumBatchingWindowInSeconds: 1 }, /FIFO/],
    [{ FilterCriteria: { Filters: [{ Pattern: "{" }] } }, /Invalid filter pattern/],
    [{ StartingPosition: "LATEST" }, /StartingPosition/],
  ];
  for (const [input, message] of cases) {
    await assert.rejects(create(input), message);
  }
  await create({ Enabled: false });
  await assert.rejects(create({}), { name: "ResourceConflictException" });
  await assert.rejects(create({ FunctionName: "nobody" }), { name: "ResourceNotFoundException" });
});

test("a mapping goes on after a restart", async () => {
  const first = await LambdaServer.start();
  await first.integration.calls.call(
    "sqs",
    "CreateQueue",
    { QueueName: "again" },
    {
      ...{ requestId: randomUUID(), region: "us-east-1", accountId: "000000000000" },
    },
  );
  await first.create("again", node, { "app.js": "exports.handler = async () => {};" });
  await first.client.send(
    new CreateEventSourceMappingCommand({ FunctionName: "again", EventSourceArn: queueArn("again") }),
  );
  await first.stop();
  const second = await LambdaServer.start({}, first.dataDir);
  try {
    const { QueueUrl } = await sqs("GetQueueUrl", { QueueName: "again" }, second);
    await sqs("SendMessage", { QueueUrl, MessageBody: "x" }, second);
    await until("it was run", async () => second.metrics.some(({ name }) => name === "Invocations"));
  } finally {
    await second.close();
  }
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
} from "@aws-sdk/client-sqs";
import { anywhere, inside } from "../testing/target/target";
import { bodies, ServedQueues } from "./testing/served-queues";

let served: ServedQueues;

before(async () => {
  served = await new ServedQueues().start();
});

after(() => served.end());

test("a message is received once in its visibility timeout, and gone when it is deleted", inside, async () => {
  const queue = await served.queue("life", { VisibilityTimeout: "20" });
  const { MessageId } = await served.send(queue, "ein NG-Teil 😀");
  const [first] = await served.receive(queue);
  assert.equal(first?.MessageId, MessageId);
  assert.deepEqual(first?.Attributes, {
    SenderId: "000000000000",
    SentTimestamp: String(served.now),
    ApproximateReceiveCount: "1",
    ApproximateFirstReceiveTimestamp: String(served.now),
  });
  served.now += 19_999;
  assert.deepEqual(await served.receive(queue), []);
  served.now += 1;
  const [second] = await served.receive(queue, { VisibilityTimeout: 5 });
  assert.equal(second?.Attributes?.ApproximateReceiveCount, "2");
  assert.equal(second?.Attributes?.ApproximateFirstReceiveTimestamp, String(served.now - 20_000));
  // an older handle succeeds and deletes nothing
  await served.remove(queue, first);
  served.now += 5_000;
  const [third] = await served.receive(queue);
  await served.remove(queue, third);
  served.now += 30_000;
  assert.deepEqual(await served.receive(queue), []);
  await served.remove(queue, third);
});

test("ChangeMessageVisibility lengthens and ends the timeout, alone and in batches", inside, async () => {
  const queue = await served.queue("visibility");
  await served.send(queue, "a");
  await served.send(queue, "b");
  const [a, b] = await served.receive(queue);
  const change = (message: Message | undefined, VisibilityTimeout: number) =>
    new ChangeMessageVisibilityCommand({ QueueUrl: queue, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout });
  await served.client.send(change(a, 100));
  await served.client.send(change(b, 0));
  assert.deepEqual(bodies(await served.receive(queue, { VisibilityTimeout: 1 })), ["b"]);
  served.now += 40_000;
  assert.deepEqual(bodies(await served.receive(queue)), ["b"]);
  served.now += 60_000;
  assert.deepEqual(bodies(await served.receive(queue)), ["b", "a"]);
  assert.match(await served.refusal(change(a, 43_201)), /InvalidParameterValue.*VisibilityTimeout/);
  assert.match(await served.refusal(change(a, 5)), /not available for visibility timeout change/);
  served.now += 31_000;
  const [again] = await served.receive(queue, { MaxNumberOfMessages: 1 });
  served.now += 31_000;
  assert.match(await served.refusal(change(again, 5)), /^MessageNotInflight/);
  const [one, two] = await served.receive(queue);
  const entry = (Id: string, ReceiptHandle: string | undefined) => ({ Id, ReceiptHandle, VisibilityTimeout: 0 });
  const batch = await served.client.send(
    new ChangeMessageVisibilityBatchCommand({
      QueueUrl: queue,
      Entries: [entry("1", one?.ReceiptHandle), entry("2", "odd"), entry("3", two?.ReceiptHandle)],
    }),
  );
  assert.deepEqual(batch.Successful, [{ Id: "1" }, { Id: "3" }]);
  assert.deepEqual(
    batch.Failed?.map(({ Id, Code, SenderFault }) => [Id, Code, SenderFault]),
    [["2", "ReceiptHandleIsInvalid", true]],
  );
  assert.equal((await served.receive(queue)).length, 2);
});

test("a message waits for its delay, or the queue's", inside, async () => {
  const queue = await served.queue("delay", { DelaySeconds: "10" });
  await served.send(queue, "queue's");
  await served.send(queue, "own", { DelaySeconds: 2 });
  await served.send(queue, "none", { DelaySeconds: 0 });
  assert.deepEqual(bodies(await served.receive(queue)), ["none"]);
  const counts = await served.attributes(queue);
  assert.equal(counts.ApproximateNumberOfMessagesDelayed, "2");
  assert.equal(counts.ApproximateNumberOfMessagesNotVisible, "1");
  served.now += 2_000;
  assert.deepEqual(bodies(await served.receive(queue)), ["own"]);
  served.now += 8_000;
  assert.deepEqual(bodies(await served.receive(queue)), ["queue's"]);
});

test("long polling answers when a message comes, is delayed no more, or the time is over", anywhere, async () => {
  const queue = await served.queue("polling");
  const waiting = served.receive(queue, { WaitTimeSeconds: 20 });
  await served.send(queue, "now");
  assert.deepEqual(bodies(await waiting), ["now"]);
  assert.deepEqual(await served.receive(queue, { WaitTimeSeconds: 1 }), []);
});

test("what long polling puts into CloudWatch", inside, async () => {
  const queue = await served.queue("polled");
  served.metrics.length = 0;
  await Promise.all([
    served.receive(queue, { WaitTimeSeconds: 1 }),
    served.receive(queue, { WaitTimeSeconds: 1 }),
    served.send(queue, "one"),
  ]);
  const seen = served.metrics.map(({ name, value }) => `${name} ${value}`).sort();
  assert.deepEqual(seen, [
    "NumberOfEmptyReceives 1",
    "NumberOfMessagesReceived 1",
    "NumberOfMessagesSent 1",
    "SentMessageSize 3",
  ]);
});

test("a client that is gone takes no message with it", anywhere, async () => {
  const queue = await served.queue("gone");
  const abort = new AbortController();
  const command = new ReceiveMessageCommand({ QueueUrl: queue, WaitTimeSeconds: 20 });
  const waiting = served.client.send(command, { abortSignal: abort.signal });
  // the answer to another request shows that the first one waits already
  await served.attributes(queue);
  abort.abort();
  await assert.rejects(waiting, { name: "AbortError" });
  await served.attributes(queue);
  await served.send(queue, "for the next one");
  assert.deepEqual(bodies(await served.receive(queue)), ["for the next one"]);
});

test("whoever waits gets nothing more when the queue is deleted", anywhere, async () => {
  const queue = await served.queue("doomed");
  const waiting = served.refusal(new ReceiveMessageCommand({ QueueUrl: queue, WaitTimeSeconds: 20 }));
  await served.client.send(new GetQueueAttributesCommand({ QueueUrl: queue }));
  await served.client.send(new DeleteQueueCommand({ QueueUrl: queue }));
  assert.match(await waiting, /^QueueDoesNotExist/);
});

// what AWS itself answered for these attributes

test("attributes have the MD5 that AWS gives them, and are received by name", anywhere, async () => {
  const queue = await served.queue("attributes");
  const text = (StringValue: string) => ({ DataType: "String", StringValue });
  const MessageAttributes = { Hello: text("There"), General: text("Kenobi"), "Help.Me": text("Me") };
  const sent = await served.send(queue, "msg", { MessageAttributes });
  assert.equal(sent.MD5OfMessageAttributes, "4c360f3fdafd970e05fae2f149d997f5");
  const seen: [string[] | undefined, string | undefined][] = [];
  for (const names of [["All"], [".*"], ["Help.*", "Hello"], ["General", "Hello"], ["Hello", "x"], ["x"], undefined]) {
    const [message] = await served.receive(queue, { MessageAttributeNames: names, VisibilityTimeout: 0 });
    seen.push([
      message?.MessageAttributes && Object.keys(message.MessageAttributes).sort(),
      message?.MD5OfMessageAttributes,
    ]);
  }
  const all = [["General", "Hello", "Help.Me"], "4c360f3fdafd970e05fae2f149d997f5"];
  assert.deepEqual(seen, [
    all,
    all,
    [["Hello", "Help.Me"], "83fee93c1bcd8b9a5a923ffacdc636c7"],
    [["General", "Hello"], "fca026605781cb4126a1e9044df24232"],
    [["Hello"], "a311262e065454b75da111d535b8dacd"],
    [undefined, undefined],
    [undefined, undefined],
  ]);
  const other = await served.queue("binary");
  const trace = Buffer.from("traceparent\x1e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01");
  const attr1 = { DataType: "Binary", BinaryValue: trace };
  const binary = await served.send(other, "test", { MessageAttributes: { attr1 } });
  assert.equal(binary.MD5OfMessageAttributes, "8cbe4db156db8a94db8b801b7addb984");
  const [message] = await served.receive(other, { MessageAttributeNames: ["All"] });
  const value = message?.MessageAttributes?.attr1?.BinaryValue;
  assert.ok(value instanceof Uint8Array && trace.equals(value));
});

test("a batch sends and deletes what it can, and tells of each that it cannot", anywhere, async () => {
  const queue = await served.queue("batches", { MaximumMessageSize: "1024" });
  const sent = await served.client.send(
    new SendMessageBatchCommand({
      QueueUrl: queue,
      Entries: [
        { Id: "a", MessageBody: "1" },
        { Id: "b", MessageBody: "x".repeat(1025) },
        { Id: "c", MessageBody: "3", DelaySeconds: 901 },
        { Id: "d", MessageBody: "4\u0000" },
        { Id: "e", MessageBody: "5" },
      ],
    }),
  );
  assert.deepEqual(
    sent.Successful?.map(({ Id }) => Id),
    ["a", "e"],
  );
  assert.deepEqual(
    sent.Failed?.map(({ Id, Code, Message: text }) => [Id, Code, text?.slice(0, 60)]),
    [
      ["b", "InvalidParameterValue", "One or more parameters are invalid. Reason: Message must be "],
      ["c", "InvalidParameterValue", "Value 901 for parameter DelaySeconds is invalid. Reason: Del"],
      ["d", "InvalidMessageContents", "Invalid characters found. Valid unicode characters are #x9 |"],
    ],
  );
  const received = await served.receive(queue);
  const Entries = received.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  const removed = await served.client.send(
    new DeleteMessageBatchCommand({ QueueUrl: queue, Entries: [...Entries, { Id: "x", ReceiptHandle: "odd" }] }),
  );
  assert.deepEqual([removed.Successful?.length, removed.Failed?.length], [2, 1]);
  const entries = (count: number, size = 1) =>
    Array.from({ length: count }, (_, index) => ({ Id: `m${index}`, MessageBody: "x".repeat(size) }));
  const batch = (list: object[]) =>
    served.refusal(new SendMessageBatchCommand({ QueueUrl: queue, Entries: list as never }));
  assert.match(await batch([]), /^EmptyBatchRequest/);
  assert.match(await batch(entries(11)), /^TooManyEntriesInBatchRequest: .* are 10\. You have sent 11\./);
  assert.match(await batch([...entries(1), ...entries(1)]), /^BatchEntryIdsNotDistinct: Id m0 repeated/);
  assert.match(await batch([{ Id: "a b", MessageBody: "x" }]), /^InvalidBatchEntryId/);
  assert.match(
    await batch(entries(2, 524_289)),
    /^BatchRequestTooLong: .* 1048576 bytes\. You have sent 1048578 bytes/,
  );
});

test("a restart changes nothing: messages, handles, delays, counts, deduplication", inside, async () => {
  const queue = await served.queue("kept", { VisibilityTimeout: "60" });
  const fifo = await served.queue("kept.fifo", { FifoQueue: "true", ContentBasedDeduplication: "true" });
  await served.send(queue, "in flight");
  const [held] = await served.receive(queue);
  await served.send(queue, "visible");
  await served.send(queue, "delayed", { DelaySeconds: 100 });
  for (const body of ["1", "2", "3"]) {
    await served.send(fifo, body, { MessageGroupId: "g" });
  }
  await served.remove(fifo, (await served.receive(fifo, { MaxNumberOfMessages: 1 }))[0]);
  await served.restart();
  const moved = (url: string) => url.replace(/:\d+\//, `:${new URL(served.url).port}/`);
  const counts = await served.attributes(moved(queue));
  assert.deepEqual(
    ["", "NotVisible", "Delayed"].map((name) => counts[`ApproximateNumberOfMessages${name}`]),
    ["1", "1", "1"],
  );
  assert.deepEqual(bodies(await served.receive(moved(queue))), ["visible"]);
  await served.remove(moved(queue), held);
  served.now += 100_000;
  assert.deepEqual(bodies(await served.receive(moved(queue))).sort(), ["delayed", "visible"]);
  await served.send(moved(fifo), "1", { MessageGroupId: "g" });
  assert.deepEqual(bodies(await served.receive(moved(fifo))), ["2", "3"]);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DeleteMessageCommand, SendMessageCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { anywhere, inside } from "../testing/target/target";
import { bodies, ServedQueues } from "./testing/served-queues";

let served: ServedQueues;

before(async () => {
  served = await new ServedQueues().start();
});

after(() => served.end());

test("a FIFO queue keeps the order within each group, and gives nothing of a group in flight", anywhere, async () => {
  const queue = await served.queue("order.fifo", { FifoQueue: "true" });
  const numbers: string[] = [];
  for (const [group, body] of [
    ["a", "1"],
    ["b", "1"],
    ["a", "2"],
    ["a", "3"],
    ["b", "2"],
  ] as const) {
    const more = { MessageGroupId: group, MessageDeduplicationId: `${group}${body}` };
    const { SequenceNumber = "" } = await served.send(queue, `${group}${body}`, more);
    numbers.push(SequenceNumber);
  }
  assert.deepEqual(numbers, [...numbers].sort());
  assert.ok(numbers.every((number) => /^\d{20}$/.test(number)));
  const first = await served.receive(queue, { MaxNumberOfMessages: 2 });
  assert.deepEqual(bodies(first), ["a1", "a2"]);
  assert.equal(first[0]?.Attributes?.MessageGroupId, "a");
  assert.equal(first[0]?.Attributes?.SequenceNumber, numbers[0]);
  const second = await served.receive(queue);
  assert.deepEqual(bodies(second), ["b1", "b2"]);
  await served.remove(queue, first[0]);
  assert.deepEqual(await served.receive(queue), []);
  await served.remove(queue, first[1]);
  const third = await served.receive(queue);
  assert.deepEqual(bodies(third), ["a3"]);
});

test("a handle of a FIFO queue's message expires with the visibility timeout", inside, async () => {
  const queue = await served.queue("expires.fifo", { FifoQueue: "true", ContentBasedDeduplication: "true" });
  for (const body of ["1", "2"]) {
    await served.send(queue, body, { MessageGroupId: body });
  }
  const [message] = await served.receive(queue);
  served.now += 30_000;
  const expired = new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: message?.ReceiptHandle });
  assert.match(await served.refusal(expired), /InvalidParameterValue.*The receipt handle has expired/);
  assert.deepEqual(bodies(await served.receive(queue)).sort(), ["1", "2"]);
});

test("a FIFO queue sends the same thing once in five minutes, by ID, content or group", inside, async () => {
  const queue = await served.queue("once.fifo", { FifoQueue: "true", ContentBasedDeduplication: "true" });
  const group = { MessageGroupId: "g" };
  const first = await served.send(queue, "same", group);
  const second = await served.send(queue, "same", group);
  assert.equal(second.MessageId, first.MessageId);
  assert.equal(second.SequenceNumber, first.SequenceNumber);
  await served.send(queue, "same", { ...group, MessageDeduplicationId: "another" });
  const received = await served.receive(queue);
  assert.equal(received.length, 2);
  for (const message of received) {
    await served.remove(queue, message);
  }
  served.now += 299_999;
  assert.equal((await served.send(queue, "same", group)).MessageId, first.MessageId);
  served.now += 1;
  assert.notEqual((await served.send(queue, "same", group)).MessageId, first.MessageId);

  const grouped = await served.queue("groups.fifo", {
    ...{ FifoQueue: "true", ContentBasedDeduplication: "true" },
    ...{ DeduplicationScope: "messageGroup", FifoThroughputLimit: "perMessageGroupId" },
  });
  const inA = await served.send(grouped, "same", { MessageGroupId: "a" });
  const inB = await served.send(grouped, "same", { MessageGroupId: "b" });
  assert.notEqual(inA.MessageId, inB.MessageId);

  const plain = await served.queue("plain.fifo", { FifoQueue: "true" });
  const command = (more: object) => new SendMessageCommand({ QueueUrl: plain, MessageBody: "m", ...more });
  assert.match(
    await served.refusal(command({ MessageDeduplicationId: "1" })),
    /^MissingParameter: .* MessageGroupId\./,
  );
  assert.match(
    await served.refusal(command(group)),
    /either have ContentBasedDeduplication enabled or MessageDeduplicationId/,
  );
  const delayed = command({ ...group, MessageDeduplicationId: "1", DelaySeconds: 2 });
  assert.match(
    await served.refusal(delayed),
    /Value 2 for parameter DelaySeconds is invalid.*not valid for this queue type/,
  );
  const odd = command({ MessageGroupId: "a b", MessageDeduplicationId: "1" });
  assert.match(await served.refusal(odd), /MessageGroupId can only include alphanumeric and punctuation characters/);
});

test("a receive request attempt that is repeated gets the same messages", inside, async () => {
  const queue = await served.queue("attempt.fifo", { FifoQueue: "true" });
  for (const id of ["1", "2"]) {
    await served.send(queue, id, { MessageGroupId: "g", MessageDeduplicationId: id });
  }
  const ReceiveRequestAttemptId = "attempt";
  const first = await served.receive(queue, { ReceiveRequestAttemptId });
  served.now += 29_000;
  const second = await served.receive(queue, { ReceiveRequestAttemptId });
  assert.deepEqual(
    second.map(({ ReceiptHandle }) => ReceiptHandle),
    first.map(({ ReceiptHandle }) => ReceiptHandle),
  );
  served.now += 29_000;
  assert.deepEqual(await served.receive(queue), [], "its visibility began anew");
  await served.remove(queue, first[0]);
  assert.deepEqual(await served.receive(queue, { ReceiveRequestAttemptId }), []);
});

test("the delay of a FIFO queue counts for what is there, that of a standard queue does not", inside, async () => {
  const fifo = await served.queue("later.fifo", { FifoQueue: "true", ContentBasedDeduplication: "true" });
  const standard = await served.queue("later");
  await served.send(fifo, "m", { MessageGroupId: "g" });
  await served.send(standard, "m");
  for (const QueueUrl of [fifo, standard]) {
    await served.client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { DelaySeconds: "60" } }));
  }
  assert.deepEqual([await served.receive(fifo), bodies(await served.receive(standard))], [[], ["m"]]);
  served.now += 60_000;
  assert.deepEqual(bodies(await served.receive(fifo)), ["m"]);
});

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  AddPermissionCommand,
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  RemovePermissionCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from "@aws-sdk/client-sqs";
import { anywhere, inside } from "../testing/target/target";
import { bodies, ServedQueues } from "./testing/served-queues";

let served: ServedQueues;

before(async () => {
  served = await new ServedQueues().start();
});

after(() => served.end());

test("a message received too often goes to the dead-letter queue, and back by a move task", inside, async () => {
  const dead = await served.queue("dead");
  const { QueueArn: deadLetterTargetArn = "" } = await served.attributes(dead);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 });
  const queue = await served.queue("work", { RedrivePolicy, VisibilityTimeout: "1" });
  const { QueueArn = "" } = await served.attributes(queue);
  const { MessageId } = await served.send(queue, "poison", {
    MessageAttributes: { a: { DataType: "String", StringValue: "b" } },
  });
  for (const expected of [["poison"], ["poison"], []]) {
    assert.deepEqual(bodies(await served.receive(queue)), expected);
    served.now += 1_000;
  }
  const [letter] = await served.receive(dead, { VisibilityTimeout: 0, MessageAttributeNames: ["All"] });
  assert.equal(letter?.MessageId, MessageId);
  assert.equal(letter?.Attributes?.DeadLetterQueueSourceArn, QueueArn);
  assert.equal(letter?.MessageAttributes?.a?.StringValue, "b");
  const sources = await served.client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead }));
  assert.deepEqual(sources.queueUrls, [queue]);

  const start = (SourceArn: string) => new StartMessageMoveTaskCommand({ SourceArn });
  assert.match(await served.refusal(start(QueueArn)), /Source queue must be configured as a Dead Letter Queue/);
  assert.match(await served.refusal(start(`${QueueArn}-none`)), /^ResourceNotFoundException/);
  await served.client.send(start(deadLetterTargetArn));
  const [back] = await served.receive(queue, { WaitTimeSeconds: 5 });
  assert.equal(back?.Body, "poison");
  assert.notEqual(back?.MessageId, MessageId);
  assert.equal(back?.Attributes?.ApproximateReceiveCount, "1");
  const tasks = new ListMessageMoveTasksCommand({ SourceArn: deadLetterTargetArn });
  let task = (await served.client.send(tasks)).Results?.[0];
  for (let tries = 0; task?.Status === "RUNNING" && tries < 100; tries++) {
    task = (await served.client.send(tasks)).Results?.[0];
  }
  assert.deepEqual([task?.Status, task?.ApproximateNumberOfMessagesMoved], ["COMPLETED", 1]);
});

test("redrive policies are checked", anywhere, async () => {
  const queue = await served.queue("checked");
  const { QueueArn = "" } = await served.attributes(
    await served.queue("letters", { RedriveAllowPolicy: '{"redrivePermission":"denyAll"}' }),
  );
  const set = (policy: object | string) =>
    served.refusal(
      new SetQueueAttributesCommand({
        QueueUrl: queue,
        Attributes: { RedrivePolicy: typeof policy === "string" ? policy : JSON.stringify(policy) },
      }),
    );
  assert.match(await set("{"), /^InvalidAttributeValue/);
  assert.match(
    await set({ deadLetterTargetArn: "dummy", maxReceiveCount: 42 }),
    /Invalid value for deadLetterTargetArn\./,
  );
  assert.match(
    await set({ deadLetterTargetArn: `${QueueArn}2`, maxReceiveCount: 42 }),
    /Dead letter target does not exist/,
  );
  assert.match(await set({ deadLetterTargetArn: QueueArn, maxReceiveCount: 0 }), /maxReceiveCount/);
  assert.match(await set({ deadLetterTargetArn: QueueArn }), /maxReceiveCount/);
  assert.match(await set({ deadLetterTargetArn: QueueArn, maxReceiveCount: 3 }), /does not allow this source queue/);
});

test("messages vanish when the retention period is over", inside, async () => {
  const queue = await served.queue("retention", { MessageRetentionPeriod: "60" });
  await served.send(queue, "old");
  served.now += 30_000;
  await served.send(queue, "newer");
  served.now += 30_000;
  assert.equal((await served.attributes(queue)).ApproximateNumberOfMessages, "1");
  assert.deepEqual(bodies(await served.receive(queue)), ["newer"]);
});

test("queues are created once, found, listed in pages, tagged, purged and deleted", inside, async () => {
  const { client } = served;
  const url = await served.queue("many-0", { VisibilityTimeout: "7" });
  assert.equal(await served.queue("many-0", { VisibilityTimeout: "7" }), url);
  assert.equal(await served.queue("many-0"), url);
  const other = new CreateQueueCommand({ QueueName: "many-0", Attributes: { VisibilityTimeout: "8" } });
  assert.match(await served.refusal(other), /^QueueNameExists: .*different value for attribute VisibilityTimeout/);
  assert.equal((await client.send(new GetQueueUrlCommand({ QueueName: "many-0" }))).QueueUrl, url);
  assert.equal(url, `${served.url}/000000000000/many-0`);
  assert.match(
    await served.refusal(new GetQueueUrlCommand({ QueueName: "none" })),
    /^QueueDoesNotExist: The specified queue does not exist\./,
  );
  for (const number of [1, 2, 3]) {
    await served.queue(`many-${number}`);
  }
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListQueuesCommand({ QueueNamePrefix: "many-", MaxResults: 3, NextToken }));
    names.push(...(page.QueueUrls ?? []).map((each) => each.slice(-1)), "|");
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  assert.deepEqual(names, ["0", "1", "2", "|", "3", "|"]);

  await client.send(new TagQueueCommand({ QueueUrl: url, Tags: { team: "line 3", 빈: "" } }));
  await client.send(new UntagQueueCommand({ QueueUrl: url, TagKeys: ["team"] }));
  assert.deepEqual((await client.send(new ListQueueTagsCommand({ QueueUrl: url }))).Tags, { 빈: "" });

  await served.send(url, "1");
  await served.send(url, "2");
  await served.receive(url, { MaxNumberOfMessages: 1 });
  await client.send(new PurgeQueueCommand({ QueueUrl: url }));
  served.now += 10_000;
  assert.deepEqual(await served.receive(url), []);
  assert.match(
    await served.refusal(new PurgeQueueCommand({ QueueUrl: url })),
    /^PurgeQueueInProgress: .*many-0 is allowed every 60/,
  );
  await client.send(new DeleteQueueCommand({ QueueUrl: url }));
  assert.match(await served.refusal(new SendMessageCommand({ QueueUrl: url, MessageBody: "m" })), /^QueueDoesNotExist/);
  assert.match(
    await served.refusal(new SendMessageCommand({ QueueUrl: "https://a/b", MessageBody: "m" })),
    /^InvalidAddress/,
  );
  const foreign = url.replace("000000000000", "000000000001");
  assert.match(
    await served.refusal(new SendMessageCommand({ QueueUrl: foreign, MessageBody: "m" })),
    /^QueueDoesNotExist/,
  );
});

test("names and attributes are checked, and shown with AWS's defaults", anywhere, async () => {
  const create = (QueueName: string, Attributes?: Record<string, string>) =>
    served.refusal(new CreateQueueCommand({ QueueName, Attributes }));
  assert.match(
    await create("a.b"),
    /Can only include alphanumeric characters, hyphens, or underscores\. 1 to 80 in length/,
  );
  assert.match(await create("a".repeat(81)), /1 to 80 in length/);
  assert.match(await create("a.fifo"), /1 to 80 in length/);
  assert.match(await create("a", { FifoQueue: "true" }), /must end with \.fifo suffix/);
  assert.match(await create("a", { ContentBasedDeduplication: "true" }), /^InvalidAttributeName: Unknown Attribute/);
  assert.match(await create("a", { QueueArn: "b" }), /^InvalidAttributeName: Unknown Attribute QueueArn\./);
  const values = { VisibilityTimeout: "43201", DelaySeconds: "-1", MaximumMessageSize: "1023", Policy: "no" };
  for (const [name, value] of Object.entries(values)) {
    assert.match(
      await create("a", { [name]: value }),
      new RegExp(`^InvalidAttributeValue: .* the parameter ${name}\\.`),
    );
  }
  const keys = { KmsMasterKeyId: "alias/key", SqsManagedSseEnabled: "true" };
  assert.match(await create("a", keys), /You can use one type of server-side encryption/);
  const { CreatedTimestamp, LastModifiedTimestamp, ...shown } = await served.attributes(
    await served.queue("shown.fifo", { FifoQueue: "true" }),
  );
  assert.equal(LastModifiedTimestamp, CreatedTimestamp);
  assert.ok(Math.abs(Number(CreatedTimestamp) - served.now / 1000) < 600, CreatedTimestamp);
  assert.deepEqual(shown, {
    ApproximateNumberOfMessages: "0",
    ApproximateNumberOfMessagesDelayed: "0",
    ApproximateNumberOfMessagesNotVisible: "0",
    ContentBasedDeduplication: "false",
    DeduplicationScope: "queue",
    DelaySeconds: "0",
    FifoQueue: "true",
    FifoThroughputLimit: "perQueue",
    MaximumMessageSize: "1048576",
    MessageRetentionPeriod: "345600",
    QueueArn: served.arn("shown.fifo"),
    ReceiveMessageWaitTimeSeconds: "0",
    SqsManagedSseEnabled: "true",
    VisibilityTimeout: "30",
  });
});

test("permissions are statements of the queue's policy", anywhere, async () => {
  const QueueUrl = await served.queue("permissions");
  const account = served.arn("permissions").split(":")[4] ?? "";
  const permission = { QueueUrl, Label: "label", AWSAccountIds: [account], Actions: ["ReceiveMessage"] };
  await served.client.send(new AddPermissionCommand(permission));
  assert.match(
    await served.refusal(new AddPermissionCommand(permission)),
    /Value label for parameter Label is invalid. Reason: Already exists/,
  );
  assert.deepEqual(JSON.parse((await served.attributes(QueueUrl)).Policy ?? ""), {
    Version: "2008-10-17",
    Id: `${served.arn("permissions")}/SQSDefaultPolicy`,
    Statement: [
      {
        Sid: "label",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: "SQS:ReceiveMessage",
        Resource: served.arn("permissions"),
      },
    ],
  });
  await served.client.send(new RemovePermissionCommand({ QueueUrl, Label: "label" }));
  assert.equal((await served.attributes(QueueUrl)).Policy, undefined);
});

import assert from "node:assert/strict";
import { createVerify, X509Certificate } from "node:crypto";
import { after, before, test } from "node:test";
import { CloudWatchClient, GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import {
  AddPermissionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  PublishBatchCommand,
  PublishCommand,
  type PublishCommandInput,
  paginateListTopics,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { anywhere, emptyAfter, inside, Target } from "../testing/target/target";

const target = new Target();
const own = (name: string): string => target.name(name);
let sns: SNSClient;
let sqs: SQSClient;

async function start(): Promise<void> {
  await target.start();
  sns = target.client(SNSClient);
  sqs = target.client(SQSClient);
}

async function stop(): Promise<void> {
  sns.destroy();
  sqs.destroy();
  await target.stop();
}

before(start);

after(() => target.end());

const queueArn = (name: string): string => target.arn("sqs", own(name));

async function queue(name: string, Attributes?: Record<string, string>): Promise<void> {
  const policy = { Policy: target.queuePolicy(own(name)) };
  await sqs.send(new CreateQueueCommand({ QueueName: own(name), Attributes: { ...policy, ...Attributes } }));
}

/** Where a queue answers, also after a restart. */
async function urlOf(name: string): Promise<string> {
  return (await sqs.send(new GetQueueUrlCommand({ QueueName: own(name) }))).QueueUrl ?? "";
}

async function topic(Name: string, Attributes?: Record<string, string>): Promise<string> {
  return (await sns.send(new CreateTopicCommand({ Name: own(Name), Attributes }))).TopicArn ?? "";
}

/** A queue that gets what is published to a topic. @returns The subscription's ARN. */
async function subscribeQueue(TopicArn: string, name: string, Attributes?: Record<string, string>): Promise<string> {
  const fifo = name.endsWith(".fifo") ? { FifoQueue: "true" } : undefined;
  await queue(name, fifo);
  const subscribe = new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: queueArn(name), Attributes });
  return (await sns.send(subscribe)).SubscriptionArn ?? "";
}

/** The next messages of a queue, which are deleted. */
async function next(name: string, wait = 10): Promise<Message[]> {
  const QueueUrl = await urlOf(name);
  const receive = new ReceiveMessageCommand({
    ...{ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: wait },
    ...{ MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All"] },
  });
  const { Messages = [] } = await sqs.send(receive);
  for (const { ReceiptHandle } of Messages) {
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
  return Messages;
}

const publish = (TopicArn: string, Message: string, more: Partial<PublishCommandInput> = {}) =>
  sns.send(new PublishCommand({ TopicArn, Message, ...more }));

async function refusal(command: object): Promise<string> {
  const error = await sns.send(command as never).then(
    () => assert.fail("it was taken"),
    (refused: Error) => refused,
  );
  return `${error.name}: ${error.message}`;
}

test("topics are created once, listed, described, tagged and deleted", anywhere, async () => {
  const arn = await topic("alarms", { DisplayName: "Alarms" });
  assert.equal(arn, target.arn("sns", own("alarms")));
  assert.equal(await topic("alarms", { DisplayName: "Alarms" }), arn);
  assert.equal(await topic("alarms"), arn);
  const other = new CreateTopicCommand({ Name: own("alarms"), Attributes: { DisplayName: "Other" } });
  assert.match(await refusal(other), /Topic already exists with different attributes/);
  const topics: (string | undefined)[] = [];
  for await (const { Topics = [] } of paginateListTopics({ client: sns }, {})) {
    topics.push(...Topics.map(({ TopicArn }) => TopicArn));
  }
  assert.equal(topics.filter((one) => one === arn).length, 1);
  await sns.send(new SetTopicAttributesCommand({ TopicArn: arn, AttributeName: "DisplayName", AttributeValue: "" }));
  const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn: arn }));
  const { Policy = "", EffectiveDeliveryPolicy = "", ...others } = Attributes;
  assert.deepEqual(others, {
    DisplayName: "",
    Owner: target.accountId,
    SubscriptionsConfirmed: "0",
    SubscriptionsDeleted: "0",
    SubscriptionsPending: "0",
    TopicArn: arn,
  });
  assert.equal(JSON.parse(Policy).Id, "__default_policy_ID");
  assert.equal(JSON.parse(EffectiveDeliveryPolicy).http.defaultHealthyRetryPolicy.numRetries, 3);
  const permission = { TopicArn: arn, Label: "two", AWSAccountId: [target.accountId], ActionName: ["Publish"] };
  await sns.send(new AddPermissionCommand(permission));
  const shown = await sns.send(new GetTopicAttributesCommand({ TopicArn: arn }));
  assert.equal(JSON.parse(shown.Attributes?.Policy ?? "").Statement[1].Action, "SNS:Publish");

  const tags = [
    { Key: "line", Value: "3" },
    { Key: "공장", Value: "서울" },
  ];
  await sns.send(new TagResourceCommand({ ResourceArn: arn, Tags: tags }));
  await sns.send(new UntagResourceCommand({ ResourceArn: arn, TagKeys: ["line"] }));
  assert.deepEqual((await sns.send(new ListTagsForResourceCommand({ ResourceArn: arn }))).Tags, tags.slice(1));

  await sns.send(new DeleteTopicCommand({ TopicArn: arn }));
  await sns.send(new DeleteTopicCommand({ TopicArn: arn }));
  assert.match(
    await refusal(new GetTopicAttributesCommand({ TopicArn: arn })),
    /^NotFoundException: Topic does not exist/,
  );
  assert.match(
    await refusal(new GetTopicAttributesCommand({ TopicArn: "odd" })),
    /^InvalidParameterException: Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1/,
  );
  assert.match(await refusal(new CreateTopicCommand({ Name: "a b" })), /Invalid parameter: Topic Name/);
  const odd = new CreateTopicCommand({ Name: "a", Attributes: { Odd: "1" } });
  assert.match(await refusal(odd), /^InvalidParameterException: .*Odd/);
});

test("what is not here is refused by its name", inside, async () => {
  const policy = new CreateTopicCommand({ Name: "a", DataProtectionPolicy: "{}" });
  assert.match(await refusal(policy), /does not support the member DataProtectionPolicy/);
  const arn = await topic("no-phones");
  const subscribe = (Protocol: string, Endpoint: string) =>
    refusal(new SubscribeCommand({ TopicArn: arn, Protocol, Endpoint }));
  assert.match(await subscribe("http", "http://example.com/hook"), /to this machine alone, not to example\.com/);
  assert.match(await subscribe("https", "https://10.0.0.1/hook"), /to this machine alone/);
  assert.match(await subscribe("sms", "+491234"), /does not deliver by sms/);
  const sms = new PublishCommand({ Message: "m", PhoneNumber: "+49123" });
  assert.match(await refusal(sms), /does not support the member PhoneNumber/);
});

test("a queue gets the message in AWS's envelope, signed with a certificate that can be fetched", inside, async () => {
  const arn = await topic("envelope");
  const subscription = await subscribeQueue(arn, "envelope");
  const { MessageId } = await publish(arn, 'L3 is "out" of control\n', {
    Subject: "Line 3",
    MessageAttributes: {
      line: { DataType: "Number", StringValue: "3" },
      bytes: { DataType: "Binary", BinaryValue: Buffer.from([0, 255]) },
    },
  });
  const [message] = await next("envelope");
  const body = message?.Body ?? "";
  const { Timestamp, Signature, SigningCertURL, ...others } = JSON.parse(body) as Record<string, string>;
  assert.deepEqual(others, {
    Type: "Notification",
    MessageId,
    TopicArn: arn,
    Subject: "Line 3",
    Message: 'L3 is "out" of control\n',
    SignatureVersion: "1",
    UnsubscribeURL: `${target.url}/?Action=Unsubscribe&SubscriptionArn=${subscription}`,
    MessageAttributes: { line: { Type: "Number", Value: "3" }, bytes: { Type: "Binary", Value: "AP8=" } },
  });
  assert.ok(body.startsWith(`{\n  "Type" : "Notification",\n  "MessageId" : "${MessageId}",\n  "TopicArn" : `), body);
  assert.match(Timestamp ?? "", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.deepEqual([message?.MessageAttributes, message?.Attributes?.SenderId], [undefined, "sns.amazonaws.com"]);

  const pem = await (await fetch(SigningCertURL ?? "")).text();
  const certificate = new X509Certificate(pem);
  assert.ok(certificate.verify(certificate.publicKey));
  const signed = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
    .map((name) => `${name}\n${{ ...others, Timestamp }[name]}\n`)
    .join("");
  const check = (text: string) =>
    createVerify("RSA-SHA1")
      .update(text)
      .verify(certificate.publicKey, Signature ?? "", "base64");
  assert.deepEqual([check(signed), check(`${signed} `)], [true, false]);
  assert.equal((await fetch(`${target.url}/_local/sns/other.pem`)).status, 404);
});

test("raw delivery hands on the message with its attributes", anywhere, async () => {
  const arn = await topic("raw");
  await subscribeQueue(arn, "raw", { RawMessageDelivery: "true" });
  const BinaryValue = Buffer.from([1, 2, 255]);
  await publish(arn, "only this", {
    Subject: "not this",
    MessageAttributes: {
      list: { DataType: "String.Array", StringValue: '["a"]' },
      bytes: { DataType: "Binary", BinaryValue },
    },
  });
  const [message] = await next("raw");
  assert.equal(message?.Body, "only this");
  assert.equal(message?.MessageAttributes?.list?.StringValue, '["a"]');
  assert.deepEqual(Buffer.from(message?.MessageAttributes?.bytes?.BinaryValue ?? []), BinaryValue);
});

test("filter policies look at attributes, or at the body", anywhere, async () => {
  const arn = await topic("filters");
  const raw = { RawMessageDelivery: "true" };
  const lines = { line: [{ numeric: [">=", 3] }], plant: [{ prefix: "se" }, "busan"], gone: [{ exists: false }] };
  await subscribeQueue(arn, "by-attributes", { ...raw, FilterPolicy: JSON.stringify(lines) });
  const nested = { detail: { ratio: [{ numeric: ["<", 0.1] }], $or: [{ a: ["x"] }, { b: ["y"] }] } };
  await subscribeQueue(arn, "by-body", {
    ...raw,
    FilterPolicy: JSON.stringify(nested),
    FilterPolicyScope: "MessageBody",
  });
  await subscribeQueue(arn, "lists", { ...raw, FilterPolicy: '{"parts":["b","c"]}' });
  const attribute = (value: string | number) => ({
    DataType: typeof value === "number" ? "Number" : "String",
    StringValue: String(value),
  });
  const attributes = (line: number, plant: string, more: object = {}) => ({
    MessageAttributes: { line: attribute(line), plant: attribute(plant), ...more },
  });
  await publish(arn, "1", attributes(3, "seoul"));
  await publish(arn, "2", attributes(2, "seoul"));
  await publish(arn, "3", attributes(4, "busan"));
  await publish(arn, "4", attributes(4, "daegu"));
  await publish(arn, "5", attributes(4, "seoul", { gone: attribute("x") }));
  await publish(arn, '{"detail": {"ratio": 0.05, "b": "y"}}');
  await publish(arn, '{"detail": {"ratio": 0.05, "b": "z"}}');
  await publish(arn, '{"detail": {"ratio": 0.5, "a": "x"}}');
  const parts = (list: string) => ({ MessageAttributes: { parts: { DataType: "String.Array", StringValue: list } } });
  await publish(arn, "6", parts('["a", "c"]'));
  await publish(arn, "7", parts('["a", "d"]'));
  await publish(arn, "end", {
    MessageAttributes: { parts: attribute("b"), line: attribute(9), plant: attribute("sejong") },
  });
  const seen: Record<string, string[]> = {};
  for (const name of ["by-attributes", "by-body", "lists"]) {
    seen[name] = [];
    for (let messages = await next(name, emptyAfter); messages.length > 0; messages = await next(name, emptyAfter)) {
      seen[name].push(...messages.map(({ Body = "" }) => Body));
    }
  }
  assert.deepEqual(seen["by-attributes"]?.sort(), ["1", "3", "end"]);
  assert.deepEqual(seen["by-body"], ['{"detail": {"ratio": 0.05, "b": "y"}}']);
  assert.deepEqual(seen.lists?.sort(), ["6", "end"]);
});

test("filter policies and other attributes of subscriptions are checked, set and taken away", anywhere, async () => {
  const arn = await topic("settings");
  const SubscriptionArn = await subscribeQueue(arn, "settings");
  const set = (AttributeName: string, AttributeValue: string) =>
    new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue });
  const cases = [
    ["FilterPolicy", "{", /Invalid parameter: FilterPolicy: failed to parse JSON/],
    ["FilterPolicy", '{"a":"b"}', /FilterPolicy: "a" must be an object or an array/],
    ["FilterPolicy", '{"a":{"b":["c"]}}', /does not support nested filter policy/],
    ["FilterPolicy", '{"a":["1"],"b":["1"],"c":["1"],"d":["1"],"e":["1"],"f":["1"]}', /can not have more than 5 keys/],
    ["FilterPolicy", '{"a":[{"odd":1}]}', /^InvalidParameterException: Invalid parameter: FilterPolicy: /],
    ["FilterPolicyScope", "Both", /FilterPolicyScope: Invalid value \[Both\]/],
    ["RawMessageDelivery", "yes", /RawMessageDelivery: Invalid value \[yes\]\. Must be true or false/],
    ["RedrivePolicy", '{"deadLetterTargetArn":"odd"}', /RedrivePolicy: deadLetterTargetArn is an invalid arn/],
    ["Odd", "1", /Invalid parameter: AttributeName/],
  ] as const;
  for (const [name, value, message] of cases) {
    assert.match(await refusal(set(name, value)), message, value);
  }
  const many = JSON.stringify({ a: Array.from({ length: 151 }, (_, index) => `v${index}`) });
  assert.match(await refusal(set("FilterPolicy", many)), /^FilterPolicyLimitExceededException/);
  await sns.send(set("FilterPolicy", '{"a":["b"]}'));
  const attributes = async () =>
    (await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).Attributes ?? {};
  const { SubscriptionPrincipal, ...shown } = await attributes();
  assert.ok(SubscriptionPrincipal?.startsWith(`arn:aws:iam::${target.accountId}:`), SubscriptionPrincipal);
  assert.deepEqual(shown, {
    ConfirmationWasAuthenticated: "true",
    Endpoint: queueArn("settings"),
    FilterPolicy: '{"a":["b"]}',
    FilterPolicyScope: "MessageAttributes",
    Owner: target.accountId,
    PendingConfirmation: "false",
    Protocol: "sqs",
    RawMessageDelivery: "false",
    SubscriptionArn,
    TopicArn: arn,
  });
  await sns.send(set("FilterPolicy", ""));
  assert.equal((await attributes()).FilterPolicy, undefined);
  const again = await subscribeQueue(arn, "settings");
  assert.equal(again, SubscriptionArn);
});

test("endpoints are checked", anywhere, async () => {
  const arn = await topic("endpoints");
  const fifo = await topic("endpoints.fifo", { FifoTopic: "true" });
  const subscribe = (Protocol: string, Endpoint: string, TopicArn = arn) =>
    refusal(new SubscribeCommand({ TopicArn, Protocol, Endpoint }));
  assert.match(await subscribe("sqs", "q"), /Invalid parameter: SQS endpoint ARN/);
  assert.match(
    await subscribe("sqs", queueArn("q.fifo")),
    /FIFO SQS Queues can not be subscribed to standard SNS topics/,
  );
  assert.match(await subscribe("email", "a@b.c", fifo), /FIFO topics/);
  assert.match(await subscribe("lambda", "f"), /Lambda endpoint ARN/);
  assert.match(await subscribe("email", "nobody"), /Email address/);
  assert.match(await subscribe("http", "https://localhost/"), /Endpoint must match the specified protocol/);
  assert.match(await subscribe("odd", "x"), /does not support this protocol string: odd/);
});

test("what is published is checked, alone and in a batch", anywhere, async () => {
  const arn = await topic("checked");
  await subscribeQueue(arn, "checked", { RawMessageDelivery: "true" });
  const one = (Message: string, more: object = {}) => refusal(new PublishCommand({ TopicArn: arn, Message, ...more }));
  assert.match(await one(""), /Invalid parameter: Empty message/);
  assert.match(await one("x".repeat(262_145)), /Invalid parameter: Message too long/);
  assert.match(await one("m", { Subject: "x".repeat(101) }), /Invalid parameter: Subject/);
  assert.match(await one("m", { MessageStructure: "json" }), /Message Structure - JSON message body failed to parse/);
  assert.match(await one("{}", { MessageStructure: "json" }), /No default entry in JSON message body/);
  const typed = (DataType: string, StringValue: string) => ({ MessageAttributes: { a: { DataType, StringValue } } });
  assert.match(await one("m", typed("Odd", "x")), /^InvalidParameterValueException: .*invalid message attribute type/);
  assert.match(await one("m", typed("String", "")), /must contain non-empty message attribute value/);
  assert.match(await one("m", typed("Number", "three")), /Could not cast message attribute 'a' value to number/);
  assert.match(await one("m", { TopicArn: `${arn}2` }), /^NotFoundException: Topic does not exist/);
  assert.match(await one("m", { MessageDeduplicationId: "1" }), /MessageDeduplicationId/);

  const batch = (entries: object[]) =>
    new PublishBatchCommand({ TopicArn: arn, PublishBatchRequestEntries: entries as never });
  const { Successful = [], Failed = [] } = await sns.send(
    batch([
      { Id: "1", Message: "first" },
      { Id: "2", Message: "" },
      { Id: "3", Message: '{"default": "third", "sqs": "for queues"}', MessageStructure: "json" },
    ]),
  );
  assert.deepEqual(
    Successful.map(({ Id }) => Id),
    ["1", "3"],
  );
  assert.deepEqual(
    Failed.map(({ Id, Code, Message: text, SenderFault }) => [Id, Code, text, SenderFault]),
    [["2", "InvalidParameter", "Invalid parameter: Empty message", true]],
  );
  const bodies = [...(await next("checked")), ...(await next("checked", emptyAfter))].map(({ Body }) => Body);
  assert.deepEqual(bodies.sort(), ["first", "for queues"]);
  assert.match(await refusal(batch([])), /^EmptyBatchRequestException/);
  assert.match(
    await refusal(batch(Array.from({ length: 11 }, (_, index) => ({ Id: `${index}`, Message: "m" })))),
    /^TooManyEntries/,
  );
  assert.match(
    await refusal(
      batch([
        { Id: "1", Message: "m" },
        { Id: "1", Message: "m" },
      ]),
    ),
    /^BatchEntryIdsNotDistinct/,
  );
});

test("a FIFO topic keeps each group's order and publishes the same once, over a restart, too", anywhere, async () => {
  const arn = await topic("order.fifo", { FifoTopic: "true", ContentBasedDeduplication: "true" });
  await subscribeQueue(arn, "order.fifo", { RawMessageDelivery: "true" });
  const sent: { MessageId?: string; SequenceNumber?: string }[] = [];
  for (let number = 0; number < 12; number++) {
    sent.push(await publish(arn, `m${String(number).padStart(2, "0")}`, { MessageGroupId: `g${number % 2}` }));
  }
  const numbers = sent.map(({ SequenceNumber = "" }) => SequenceNumber);
  assert.deepEqual(numbers, [...numbers].sort());
  assert.ok(numbers.every((number) => /^\d{20}$/.test(number)));
  await stop();
  await start();
  const again = await publish(arn, "m00", { MessageGroupId: "g0" });
  assert.equal(again.MessageId, sent[0]?.MessageId);
  const seen: string[] = [];
  for (let messages = await next("order.fifo"); messages.length > 0; messages = await next("order.fifo", emptyAfter)) {
    seen.push(...messages.map(({ Body = "" }) => Body));
  }
  assert.equal(seen.length, 12);
  for (const rest of [0, 1]) {
    const group = seen.filter((body) => Number(body.slice(1)) % 2 === rest);
    assert.deepEqual(group, [...group].sort());
  }
  const without = new PublishCommand({ TopicArn: arn, Message: "m" });
  assert.match(await refusal(without), /The MessageGroupId parameter is required for FIFO topics/);
});

test("what cannot be delivered goes to the subscription's dead-letter queue", anywhere, async () => {
  const arn = await topic("lost");
  await queue("lost-letters");
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: queueArn("lost-letters") });
  await subscribeQueue(arn, "lost", { RawMessageDelivery: "true", RedrivePolicy });
  await sqs.send(new DeleteQueueCommand({ QueueUrl: await urlOf("lost") }));
  await publish(arn, "nobody is there", { MessageAttributes: { a: { DataType: "String", StringValue: "b" } } });
  const [letter] = await next("lost-letters");
  assert.equal(letter?.Body, "nobody is there");
  assert.equal(letter?.MessageAttributes?.a?.StringValue, "b");
});

test("CloudWatch has the topics' metrics", inside, async () => {
  const arn = await topic("measured");
  await subscribeQueue(arn, "measured", { FilterPolicy: '{"a":["b"]}' });
  await publish(arn, "four", { MessageAttributes: { a: { DataType: "String", StringValue: "b" } } });
  await publish(arn, "not this one");
  await next("measured");
  const cloudwatch = target.client(CloudWatchClient);
  const sums: Record<string, number | undefined> = {};
  for (const MetricName of [
    "NumberOfMessagesPublished",
    "NumberOfNotificationsDelivered",
    "NumberOfNotificationsFilteredOut",
  ]) {
    const { Datapoints = [] } = await cloudwatch.send(
      new GetMetricStatisticsCommand({
        ...{ Namespace: "AWS/SNS", MetricName, Dimensions: [{ Name: "TopicName", Value: "measured" }] },
        ...{ StartTime: new Date(Date.now() - 600_000), EndTime: new Date(Date.now() + 600_000) },
        ...{ Period: 3600, Statistics: ["Sum"] },
      }),
    );
    sums[MetricName] = Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
  }
  cloudwatch.destroy();
  assert.deepEqual(sums, {
    NumberOfMessagesPublished: 2,
    NumberOfNotificationsDelivered: 1,
    NumberOfNotificationsFilteredOut: 1,
  });
});

test("subscriptions survive a restart, and go with their topic", anywhere, async () => {
  const arn = await topic("kept");
  const subscription = await subscribeQueue(arn, "kept", { RawMessageDelivery: "true" });
  await stop();
  await start();
  const list = async () =>
    (await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: arn }))).Subscriptions?.map(
      (one) => one.SubscriptionArn,
    );
  assert.deepEqual(await list(), [subscription]);
  await publish(arn, "still there");
  assert.equal((await next("kept"))[0]?.Body, "still there");
  await sns.send(new DeleteTopicCommand({ TopicArn: arn }));
  await topic("kept");
  assert.deepEqual(await list(), []);
});

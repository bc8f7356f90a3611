import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import {
  type BucketLocationConstraint,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  type Event,
  GetBucketNotificationConfigurationCommand,
  type NotificationConfiguration,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { anywhere, patience, Target } from "../../testing/target/target";

const target = new Target();
let s3: S3Client;
let sqs: SQSClient;

before(async () => {
  await target.start();
  s3 = target.client(S3Client);
  sqs = target.client(SQSClient);
});

after(() => target.end());

const arnOf = (queue: string): string => target.arn("sqs", target.name(queue));

async function newQueue(name: string): Promise<string> {
  const QueueName = target.name(name);
  const Attributes = { Policy: target.queuePolicy(QueueName) };
  return (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? "";
}

async function newBucket(Bucket: string): Promise<void> {
  const LocationConstraint = target.region as BucketLocationConstraint;
  // S3 takes none for its first region, and asks for it in all others
  const place = target.region === "us-east-1" ? undefined : { LocationConstraint };
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: place }));
}

/** The bodies of the next messages of a queue. */
async function receive(QueueUrl: string, count: number): Promise<Record<string, unknown>[]> {
  const bodies: Record<string, unknown>[] = [];
  for (const end = Date.now() + patience; bodies.length < count && Date.now() < end; ) {
    const input = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(input));
    bodies.push(...Messages.map(({ Body = "" }) => JSON.parse(Body) as Record<string, unknown>));
  }
  return bodies;
}

interface Record3 {
  readonly eventVersion: string;
  readonly eventName: string;
  readonly eventTime: string;
  readonly s3: {
    readonly configurationId: string;
    readonly bucket: { readonly name: string; readonly arn: string };
    readonly object: Readonly<Record<string, unknown>>;
  };
}

const recordsOf = (bodies: readonly Record<string, unknown>[]): Record3[] =>
  bodies.flatMap(({ Records = [] }) => Records as Record3[]);

const configure = (Bucket: string, NotificationConfiguration: NotificationConfiguration, skip = false) =>
  s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration,
      ...(skip && { SkipDestinationValidation: true }),
    }),
  );

test("a queue hears of each way to make, tag and delete an object whose key fits", anywhere, async () => {
  const Bucket = target.name("told-to-a-queue");
  await newBucket(Bucket);
  const url = await newQueue("all");
  const Events: Event[] = ["s3:ObjectCreated:*", "s3:ObjectRemoved:Delete", "s3:ObjectTagging:*"];
  const FilterRules = [
    { Name: "prefix" as const, Value: "in/" },
    { Name: "suffix" as const, Value: ".csv" },
  ];
  const QueueConfigurations = [{ Id: "mine", QueueArn: arnOf("all"), Events, Filter: { Key: { FilterRules } } }];
  await configure(Bucket, { QueueConfigurations });
  const [first] = await receive(url, 1);
  assert.deepEqual([first?.Service, first?.Event, first?.Bucket], ["Amazon S3", "s3:TestEvent", Bucket]);
  const read = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
  const shown = FilterRules.map(({ Name, Value }) => ({ Name: Name === "prefix" ? "Prefix" : "Suffix", Value }));
  assert.deepEqual(read.QueueConfigurations, [{ ...QueueConfigurations[0], Filter: { Key: { FilterRules: shown } } }]);

  for (const Key of ["in/a.txt", "out/a.csv", "in/공장 a+b@(1).csv"]) {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "1,2\n" }));
  }
  await s3.send(new CopyObjectCommand({ Bucket, Key: "in/copy.csv", CopySource: `${Bucket}/in/a.txt` }));
  const Key = "in/parts.csv";
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const part = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: "part" }));
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: part.ETag }] };
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
  await s3.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet: [{ Key: "a", Value: "b" }] } }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: "in/never-there.csv" }));
  const Delete = { Objects: [{ Key: "in/copy.csv" }, { Key: "in/a.txt" }] };
  await s3.send(new DeleteObjectsCommand({ Bucket, Delete }));
  const records = recordsOf(await receive(url, 6));
  const told = new Map(records.map((record) => [`${record.eventName} ${record.s3.object.key}`, record]));
  const put = told.get("ObjectCreated:Put in/%EA%B3%B5%EC%9E%A5+a%2Bb%40%281%29.csv");
  assert.deepEqual([...told.keys()].toSorted(), [
    "ObjectCreated:CompleteMultipartUpload in/parts.csv",
    "ObjectCreated:Copy in/copy.csv",
    "ObjectCreated:Put in/%EA%B3%B5%EC%9E%A5+a%2Bb%40%281%29.csv",
    "ObjectRemoved:Delete in/copy.csv",
    "ObjectRemoved:Delete in/parts.csv",
    "ObjectTagging:Put in/parts.csv",
  ]);
  assert.equal(put?.eventVersion, "2.1");
  assert.deepEqual(
    [put?.s3.configurationId, put?.s3.bucket.name, put?.s3.bucket.arn],
    ["mine", Bucket, `arn:aws:s3:::${Bucket}`],
  );
  assert.equal(put?.s3.object.size, 4);
  assert.match(String(put?.s3.object.eTag), /^[0-9a-f]{32}$/);
  const gone = told.get("ObjectRemoved:Delete in/parts.csv");
  assert.deepEqual(Object.keys(gone?.s3.object ?? {}), ["key", "sequencer"]);
  const made = told.get("ObjectCreated:CompleteMultipartUpload in/parts.csv");
  assert.ok(String(made?.s3.object.sequencer) < String(gone?.s3.object.sequencer));
  assert.match(String(made?.s3.object.eTag), /^[0-9a-f]{32}-1$/);
  const tagged = told.get("ObjectTagging:Put in/parts.csv");
  assert.deepEqual([tagged?.eventVersion, Object.keys(tagged?.s3.object ?? {})], ["2.3", ["key", "eTag"]]);
});

test("EventBridge hears of all that happens in a bucket that was told to tell it", anywhere, async () => {
  const Bucket = target.name("told-to-a-bus");
  await newBucket(Bucket);
  const url = await newQueue("bus");
  const events = target.client(EventBridgeClient);
  const EventPattern = JSON.stringify({ source: ["aws.s3"], detail: { bucket: { name: [Bucket] } } });
  await events.send(new PutRuleCommand({ Name: target.name("s3"), EventPattern }));
  await events.send(new PutTargetsCommand({ Rule: target.name("s3"), Targets: [{ Id: "1", Arn: arnOf("bus") }] }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "before", Body: "x" }));
  await configure(Bucket, { EventBridgeConfiguration: {} });
  await s3.send(new PutObjectCommand({ Bucket, Key: "a b", Body: "x" }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: "a b" }));
  const told = (await receive(url, 2)).map((event) => {
    const { object, ...detail } = event.detail as { object: Record<string, unknown> } & Record<string, unknown>;
    const { sequencer, ...rest } = object;
    assert.match(String(sequencer), /^[0-9A-F]{18}$/);
    return [event["detail-type"], event.resources, rest, detail.reason, detail["deletion-type"]];
  });
  const resources = [`arn:aws:s3:::${Bucket}`];
  const etag = "9dd4e461268c8034f5c8564e155c67a6";
  assert.deepEqual(told.toSorted(), [
    ["Object Created", resources, { key: "a b", size: 1, etag }, "PutObject", undefined],
    ["Object Deleted", resources, { key: "a b" }, "DeleteObject", "Permanently Deleted"],
  ]);
});

test("what S3 takes for no configuration is refused in its words", anywhere, async () => {
  const Bucket = target.name("refuses");
  await newBucket(Bucket);
  await newQueue("q");
  const queue = (Events: string[], rules: Record<string, string> = {}, QueueArn = arnOf("q")) => {
    const FilterRules = Object.entries(rules).map(([Name, Value]) => ({ Name, Value }));
    return { QueueArn, Events, ...(FilterRules.length > 0 && { Filter: { Key: { FilterRules } } }) };
  };
  const created = ["s3:ObjectCreated:*"];
  const cases: readonly (readonly [configurations: object[], message: RegExp])[] = [
    [[queue(["s3:ObjectEaten:*"])], /The event 's3:ObjectEaten:\*' is not supported for notifications/],
    [[queue(created, {}, "nowhere")], /The ARN could not be parsed/],
    [[queue(created, {}, arnOf("q.fifo"))], /FIFO/],
    [[queue(created, {}, arnOf("missing"))], /Unable to validate the following destination configurations/],
    [[queue(created, { infix: "a" })], /filter rule name must be either prefix or suffix/],
    [[queue(created), queue(["s3:ObjectCreated:Put"])], /Configurations overlap/],
    [[queue(created, { prefix: "a" }), queue(created, { prefix: "ab", suffix: ".csv" })], /ambiguously defined/],
  ];
  for (const [QueueConfigurations, message] of cases) {
    const put = configure(Bucket, { QueueConfigurations } as NotificationConfiguration);
    await assert.rejects(put, { name: "InvalidArgument", message }, JSON.stringify(QueueConfigurations));
  }
  const apart = [queue(created, { prefix: "a", suffix: ".csv" }), queue(created, { prefix: "a", suffix: ".txt" })];
  await configure(Bucket, { QueueConfigurations: apart } as NotificationConfiguration);
  const missing = { QueueConfigurations: [queue(created, {}, arnOf("missing"))] } as NotificationConfiguration;
  await configure(Bucket, missing, true);
  const read = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
  assert.equal(read.QueueConfigurations?.[0]?.QueueArn, arnOf("missing"));
  await configure(Bucket, {});
  const empty = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
  assert.equal(empty.QueueConfigurations, undefined);
});

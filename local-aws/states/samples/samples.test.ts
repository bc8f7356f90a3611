import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CreateTableCommand, DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  CreateActivityCommand,
  GetActivityTaskCommand,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
} from "@aws-sdk/client-sfn";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { projectRoot } from "../../engines/installation";
import { clientOptions } from "../../testing/client-options";
import { validateDefinition } from "../definition/validate";
import { StatesLab } from "../testing/states-lab";

// AWS's own samples, unchanged. README.md tells where they are from.

/** It has no types. */
const aslValidator = createRequire(__filename)("asl-validator") as (
  definition: object,
  options?: { readonly checkPaths?: boolean; readonly checkArn?: boolean },
) => { readonly isValid: boolean };

const lab = new StatesLab();
const folder = join(projectRoot, "local-aws", "states", "samples");
before(() => lab.start());
after(() => lab.end());

/** A sample's definition, with what its template fills in. */
function sample(name: string, values: Readonly<Record<string, string>> = {}): object {
  const text = readFileSync(join(folder, `${name}.asl.json`), "utf8");
  return JSON.parse(text.replace(/\$\{(\w+)\}/g, (_, each: string) => values[each] ?? ""));
}

const options = () => clientOptions(lab.url);

test("a validator of others' takes them, too", () => {
  const names = readdirSync(folder).filter((name) => name.endsWith(".asl.json"));
  assert.ok(names.length > 8);
  const functionArn = "arn:aws:lambda:us-east-1:000000000000:function:f";
  for (const name of names) {
    const filled = readFileSync(join(folder, name), "utf8").replace(/\$\{\w+\}/g, functionArn);
    assert.equal(aslValidator(JSON.parse(filled), { checkArn: false }).isValid, true, name);
    const validated = validateDefinition(filled, "STANDARD");
    assert.ok("definition" in validated, `${name}: ${JSON.stringify(validated)}`);
  }
  const broken = { StartAt: "A", States: { A: { Type: "Pass", Next: "B" } } };
  assert.equal(aslValidator(broken).isValid, false);
  assert.ok("diagnostics" in validateDefinition(JSON.stringify(broken), "STANDARD"));
});

test("path-based-on-data", async () => {
  const machine = await lab.machine(sample("path-based-on-data"));
  const through = async (input: object) =>
    (await lab.ended(await lab.begin(machine, input))).events.find(({ type }) => type === "PassStateEntered")
      ?.stateEnteredEventDetails?.name;
  assert.equal(await through({ type: "Public" }), "NEXT_STATE_ONE");
  assert.equal(await through({ type: "Private", value: 0 }), "NEXT_STATE_TWO");
  assert.equal(await through({ type: "Private", value: 22 }), "NEXT_STATE_TWO");
  assert.equal(await through({ type: "Private", value: 30 }), "DEFAULT_STATE");
});

test("either-or-parallel-pattern", async () => {
  const { events } = await lab.run(sample("either-or-parallel-pattern"), { Process2ToComplete: true });
  const last = events.findLast(({ type }) => type === "PassStateEntered");
  assert.equal(last?.stateEnteredEventDetails?.name, "Next Step if Process 2 Completes");
});

test("activity-state-machine", async () => {
  const { activityArn = "" } = await lab.client.send(new CreateActivityCommand({ name: "sample" }));
  const arn = await lab.begin(await lab.machine(sample("activity-state-machine", { ActivityArn: activityArn })), {
    n: 1,
  });
  const { taskToken, input } = await lab.client.send(new GetActivityTaskCommand({ activityArn }));
  await lab.client.send(new SendTaskSuccessCommand({ taskToken, output: input }));
  assert.deepEqual((await lab.ended(arn)).value, { n: 1 });
});

test("eventbridge-custom-sam", async () => {
  const bridge = new EventBridgeClient(options());
  const sqs = new SQSClient(options());
  const EventBusName = "stepfunctions-sampleproject-eventbus";
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "events" }));
  await bridge.send(new CreateEventBusCommand({ Name: EventBusName }));
  const EventPattern = JSON.stringify({ source: ["my.statemachine"] });
  await bridge.send(new PutRuleCommand({ Name: "sample", EventBusName, EventPattern }));
  const Targets = [{ Id: "queue", Arn: "arn:aws:sqs:us-east-1:000000000000:events" }];
  await bridge.send(new PutTargetsCommand({ Rule: "sample", EventBusName, Targets }));
  const { executionArn } = await lab.run(sample("eventbridge-custom-sam"));
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
  const event = JSON.parse(Messages?.[0]?.Body ?? "");
  assert.deepEqual(event.detail, { Message: "Hello from Step Functions!" });
  assert.equal(event.resources[1], executionArn);
});

test("simple-retry", async () => {
  const { status, events } = await lab.run(sample("simple-retry"));
  assert.equal(status, "FAILED");
  // S3 refuses the bucket's name
  assert.match(events.find(({ type }) => type === "TaskFailed")?.taskFailedEventDetails?.error ?? "", /^S3\./);
  assert.equal(events.at(-2)?.type, "FailStateEntered");
});

test("pagination-loop", async () => {
  const machine = await lab.machine(sample("pagination-loop"));
  const first = await lab.ended(await lab.begin(machine));
  const second = await lab.ended(await lab.begin(machine));
  const listed = (value: unknown) =>
    (value as { executions: { Executions: { ExecutionArn: string }[] } }).executions.Executions;
  assert.deepEqual(listed(first.value), []);
  assert.deepEqual(
    listed(second.value).map(({ ExecutionArn }) => ExecutionArn),
    [first.executionArn],
  );
});

test("distributed-map-csv-iterator", async () => {
  const s3 = new S3Client({ ...options(), forcePathStyle: true });
  const dynamodb = new DynamoDBClient(options());
  await s3.send(new CreateBucketCommand({ Bucket: "metrics" }));
  const Body = "Content,VideoPublishTime,VideoTitle,Views\nv1,May 1,One,10\nv2,May 2,Two,20\n";
  await s3.send(new PutObjectCommand({ Bucket: "metrics", Key: "metrics.csv", Body }));
  await dynamodb.send(
    new CreateTableCommand({
      TableName: "videos",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  const child = await lab.machine(sample("distributed-map-csv-iterator-child", { MetadataTable: "videos" }));
  const { value, cause } = await lab.run(
    sample("distributed-map-csv-iterator", { CSVBucket: "metrics", ChildStateMachine: child }),
  );
  assert.equal((value as unknown[] | undefined)?.length, 2, cause);
  const { executions = [] } = await lab.client.send(new ListExecutionsCommand({ stateMachineArn: child }));
  for (const { executionArn = "" } of executions) {
    assert.equal((await lab.ended(executionArn)).status, "SUCCEEDED");
  }
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: "videos" }));
  assert.deepEqual(Items.map(({ VideoTitle, Views }) => [VideoTitle?.S, Views?.N]).sort(), [
    ["One", "10"],
    ["Two", "20"],
  ]);
});

/** A topic with a queue that gets what is published. */
async function topic(name: string): Promise<{ readonly arn: string; readonly next: () => Promise<string> }> {
  const [sns, sqs] = [new SNSClient(options()), new SQSClient(options())];
  const { TopicArn: arn = "" } = await sns.send(new CreateTopicCommand({ Name: name }));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `${name}-queue` }));
  const Endpoint = `arn:aws:sqs:us-east-1:000000000000:${name}-queue`;
  await sns.send(
    new SubscribeCommand({ TopicArn: arn, Protocol: "sqs", Endpoint, Attributes: { RawMessageDelivery: "true" } }),
  );
  const next = async () =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }))).Messages?.[0]?.Body ?? "";
  return { arn, next };
}

test("request-response", async () => {
  const { arn: topicArn, next } = await topic("requests");
  const { status, cause } = await lab.run(sample("request-response", { topicArn }), { timer_seconds: 0 });
  assert.equal(status, "SUCCEEDED", cause);
  assert.deepEqual(JSON.parse(await next()), { Input: "Hello from Step Functions!" });
});

test("wait-for-callback", async () => {
  const { arn: topicArn, next } = await topic("callbacks");
  const sqs = new SQSClient(options());
  const { QueueUrl: SQSQueue = "" } = await sqs.send(new CreateQueueCommand({ QueueName: "callback-tasks" }));
  const arn = await lab.begin(await lab.machine(sample("wait-for-callback", { topicArn, SQSQueue })));
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: SQSQueue, WaitTimeSeconds: 5 }));
  const { TaskToken } = JSON.parse(Messages?.[0]?.Body ?? "");
  await lab.client.send(new SendTaskSuccessCommand({ taskToken: TaskToken, output: "{}" }));
  assert.equal((await lab.ended(arn)).status, "SUCCEEDED");
  assert.equal(await next(), "Callback received. Task started by Step Functions succeeded.");
});

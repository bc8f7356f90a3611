import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateFunctionCommand, InvokeCommand, LambdaClient, type Runtime } from "@aws-sdk/client-lambda";
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { CreateStateMachineCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { bundleHandler } from "../../../helpers/lambda";
import { projectRoot } from "../../engines/installation";
import { type LocalAws, startLocalAws } from "../../server";
import { clientOptions } from "../../testing/client-options";
import { zip } from "../testing/zip";

// AWS's sample handlers (../samples/README.md), and others as the guide of Lambda shows them, in words of our own, in the
// whole embedded AWS: they reach its S3 by the SDK alone.

let aws: LocalAws;
let dataDir: string;
let lambda: LambdaClient;
let s3: S3Client;

before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "lambda-samples-"));
  aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
  lambda = new LambdaClient({ ...clientOptions(aws.url), maxAttempts: 1 });
  s3 = new S3Client({ ...clientOptions(aws.url), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: "lab" }));
});

after(async () => {
  lambda.destroy();
  s3.destroy();
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function create(FunctionName: string, Runtime: Runtime, Handler: string, ZipFile: Uint8Array): Promise<void> {
  const Role = "arn:aws:iam::000000000000:role/functions";
  const Environment = { Variables: { RECEIPT_BUCKET: "lab" } };
  await lambda.send(
    new CreateFunctionCommand({
      ...{ FunctionName, Runtime, Handler, Role, Environment, Timeout: 20, MemorySize: 256, Code: { ZipFile } },
    }),
  );
}

async function invoke(FunctionName: string, event: unknown): Promise<unknown> {
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
  const text = Buffer.from(answer.Payload ?? []).toString();
  assert.equal(answer.FunctionError, undefined, text);
  return JSON.parse(text);
}

const s3Event = (key: string) => ({
  Records: [
    {
      ...{ eventVersion: "2.1", eventSource: "aws:s3", awsRegion: "us-east-1", eventName: "ObjectCreated:Put" },
      s3: { s3SchemaVersion: "1.0", bucket: { name: "lab", arn: "arn:aws:s3:::lab" }, object: { key, size: 4 } },
    },
  ],
});

test("AWS's handlers, unchanged, in Node and Python", async () => {
  const samples = [
    ["hello-nodejs", "app.js", "nodejs22.x", "app.lambdaHandler"],
    ["hello-python", "app.py", "python3.13", "app.lambda_handler"],
  ] as const;
  for (const [name, file, runtime, handler] of samples) {
    const source = readFileSync(join(projectRoot, "local-aws", "lambda", "samples", name, file), "utf8");
    await create(name, runtime, handler, zip({ [file]: source }));
    const event = { httpMethod: "GET", path: "/hello", requestContext: { accountId: "000000000000" } };
    const { statusCode, body } = (await invoke(name, event)) as { statusCode: number; body: string };
    assert.deepEqual([statusCode, JSON.parse(body)], [200, { message: "hello world" }], name);
  }
});

test("a handler in Python that reads the object of an S3 event", async () => {
  const source = `
import urllib.parse
import boto3

s3 = boto3.client("s3")

def lambda_handler(event, context):
    record = event["Records"][0]["s3"]
    key = urllib.parse.unquote_plus(record["object"]["key"], encoding="utf-8")
    found = s3.get_object(Bucket=record["bucket"]["name"], Key=key)
    print("CONTENT TYPE: " + found["ContentType"])
    return found["ContentType"]
`;
  await create("reads", "python3.13", "lambda_function.lambda_handler", zip({ "lambda_function.py": source }));
  const ContentType = "text/csv; charset=utf-8";
  await s3.send(new PutObjectCommand({ Bucket: "lab", Key: "a file.csv", Body: "a,b\n", ContentType }));
  assert.equal(await invoke("reads", s3Event("a+file.csv")), ContentType);
  const logs = new CloudWatchLogsClient(clientOptions(aws.url));
  const { events } = await logs.send(
    new FilterLogEventsCommand({ logGroupName: "/aws/lambda/reads", filterPattern: '"CONTENT TYPE"' }),
  );
  logs.destroy();
  assert.deepEqual(
    events?.map(({ message }) => message),
    [`CONTENT TYPE: ${ContentType}`],
  );
});

test("a handler in TypeScript, bundled, that writes a receipt to S3", async () => {
  const source = `
    import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
    interface Order { readonly order_id: string; readonly amount: number; readonly item: string }
    const client = new S3Client({ forcePathStyle: true });
    export const handler = async (event: Order): Promise<string> => {
      const Bucket = process.env.RECEIPT_BUCKET;
      if (!Bucket) throw new Error("RECEIPT_BUCKET environment variable is not set");
      const Body = \`OrderID: \${event.order_id}\\nAmount: $\${event.amount.toFixed(2)}\\nItem: \${event.item}\`;
      await client.send(new PutObjectCommand({ Bucket, Key: \`receipts/\${event.order_id}.txt\`, Body }));
      return "Success";
    };`;
  await create("writes", "nodejs22.x", "index.handler", await bundleHandler({ source }));
  assert.equal(await invoke("writes", { order_id: "12345", amount: 199.99, item: "Wireless Headphones" }), "Success");
  const receipt = await s3.send(new GetObjectCommand({ Bucket: "lab", Key: "receipts/12345.txt" }));
  assert.equal(await receipt.Body?.transformToString(), "OrderID: 12345\nAmount: $199.99\nItem: Wireless Headphones");
});

test("handlers of queues in Node and Python that name what failed", async () => {
  const node = `
    export const handler = async (event, context) => {
      const batchItemFailures = [];
      for (const record of event.Records) {
        try {
          if (record.body === "error") throw new Error("There is an error in the SQS Message.");
        } catch {
          batchItemFailures.push({ itemIdentifier: record.messageId });
        }
      }
      return { batchItemFailures };
    };`;
  const python = `
def lambda_handler(event, context):
    failures = []
    for record in event["Records"]:
        try:
            if record["body"] == "error":
                raise ValueError("There is an error in the SQS Message.")
        except ValueError:
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}
`;
  await create("node-queue", "nodejs20.x", "index.handler", zip({ "index.mjs": node }));
  await create("python-queue", "python3.12", "app.lambda_handler", zip({ "app.py": python }));
  const Records = ["well", "error"].map((body, at) => ({ messageId: `message-${at}`, body }));
  for (const name of ["node-queue", "python-queue"]) {
    assert.deepEqual(await invoke(name, { Records }), { batchItemFailures: [{ itemIdentifier: "message-1" }] }, name);
  }
});

test("a function calls another one", async () => {
  const source = `
import boto3, json
def handler(event, context):
    answer = boto3.client("lambda").invoke(FunctionName="python-queue", Payload=json.dumps({"Records": []}))
    return json.load(answer["Payload"])
`;
  await create("calls", "python3.12", "app.handler", zip({ "app.py": source }));
  assert.deepEqual(await invoke("calls", {}), { batchItemFailures: [] });
});

test("other services call a function: S3, a rule, a topic, a state machine", async () => {
  const source =
    "exports.handler = async (event) => { process.stdout.write(JSON.stringify(event) + '\\n'); return 'done'; };";
  await create("called", "nodejs20.x", "app.handler", zip({ "app.js": source }));
  const arn = "arn:aws:lambda:us-east-1:000000000000:function:called";
  const clients = {
    events: new EventBridgeClient(clientOptions(aws.url)),
    topics: new SNSClient(clientOptions(aws.url)),
    states: new SFNClient(clientOptions(aws.url)),
    logs: new CloudWatchLogsClient(clientOptions(aws.url)),
  };
  try {
    const LambdaFunctionConfigurations = [{ LambdaFunctionArn: arn, Events: ["s3:ObjectCreated:*" as const] }];
    const NotificationConfiguration = { LambdaFunctionConfigurations };
    await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket: "lab", NotificationConfiguration }));
    await s3.send(new PutObjectCommand({ Bucket: "lab", Key: "told.txt", Body: "x" }));
    await clients.events.send(new PutRuleCommand({ Name: "rule", EventPattern: '{"source":["lab"]}' }));
    await clients.events.send(new PutTargetsCommand({ Rule: "rule", Targets: [{ Id: "1", Arn: arn }] }));
    await clients.events.send(new PutEventsCommand({ Entries: [{ Source: "lab", DetailType: "t", Detail: "{}" }] }));
    const { TopicArn } = await clients.topics.send(new CreateTopicCommand({ Name: "topic" }));
    await clients.topics.send(new SubscribeCommand({ TopicArn, Protocol: "lambda", Endpoint: arn }));
    await clients.topics.send(new PublishCommand({ TopicArn, Message: "hello" }));
    const definition = JSON.stringify({
      StartAt: "Call",
      States: { Call: { Type: "Task", Resource: arn, End: true } },
    });
    const { stateMachineArn } = await clients.states.send(
      new CreateStateMachineCommand({ name: "calls", roleArn: "arn:aws:iam::000000000000:role/states", definition }),
    );
    await clients.states.send(new StartExecutionCommand({ stateMachineArn, input: '{"by":"states"}' }));
    const kinds = new Set<string>();
    for (const end = Date.now() + 10_000; kinds.size < 4 && Date.now() < end; await sleep(50)) {
      const { events } = await clients.logs.send(new FilterLogEventsCommand({ logGroupName: "/aws/lambda/called" }));
      for (const { message = "" } of events?.filter((event) => event.message?.startsWith("{")) ?? []) {
        const { Records: [record] = [], source: from, by } = JSON.parse(message);
        kinds.add(record?.eventSource ?? record?.EventSource ?? from ?? by);
      }
    }
    assert.deepEqual([...kinds].sort(), ["aws:s3", "aws:sns", "lab", "states"]);
  } finally {
    for (const client of Object.values(clients)) {
      client.destroy();
    }
  }
});

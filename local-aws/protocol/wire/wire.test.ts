import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as lambda from "@aws-sdk/client-lambda";
import * as rds from "@aws-sdk/client-rds";
import * as scheduler from "@aws-sdk/client-scheduler";
import * as sfn from "@aws-sdk/client-sfn";
import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import { projectRoot, readInstallation } from "../../engines/installation";
import { clientOptions } from "../../testing/client-options";
import { longestPause } from "../../testing/loop-watch";
import { random } from "../../testing/random";
import { sample } from "../../testing/sample-input";
import { AwsError } from "../aws-error";
import { violationsOf } from "../model/constraints";
import { anyCredentials } from "../signatures/credentials";
import { SignatureVerifier } from "../signatures/signature";
import { awsJson } from "./aws-json";
import { awsQuery } from "./aws-query";
import { restJson } from "./rest-json";
import { rpcV2Cbor } from "./rpc-v2-cbor";
import {
  type AnyClient,
  comparable,
  randomValue,
  testError,
  testRoundTrips,
  withoutTokens,
  withStatus,
} from "./testing/round-trips";
import { startTestService, type TestService } from "./testing/test-service";

const notifications = "http://sns.amazonaws.com/doc/2010-03-31/";
const databases = "http://rds.amazonaws.com/doc/2014-10-31/";
const metrics = [
  rpcV2Cbor("GraniteServiceVersion20100801"),
  awsJson("GraniteServiceVersion20100801"),
  awsQuery({ namespace: "http://monitoring.amazonaws.com/doc/2010-08-01/" }),
] as const;
const verifier = new SignatureVerifier([anyCredentials]);
const open: TestService[] = [];

async function start(...options: Parameters<typeof startTestService>): Promise<TestService> {
  const service = await startTestService(...options);
  open.push(service);
  return service;
}

after(() => {
  for (const each of open) {
    each.close();
  }
});

test("inputs and answers of all operations go through the SDK as they are", async (context) => {
  const rounds: readonly [
    sdk: object,
    Client: new (options: object) => object,
    name: string,
    protocols: Parameters<typeof startTestService>[1],
    rounds: number,
    except?: readonly string[],
  ][] = [
    [sns, sns.SNSClient, "sns", [awsQuery({ namespace: notifications })], 3],
    [rds, rds.RDSClient, "rds", [awsQuery({ namespace: databases })], 1],
    // those compare the sums of messages
    [sqs, sqs.SQSClient, "sqs", [awsJson("AmazonSQS")], 3, ["SendMessage", "SendMessageBatch", "ReceiveMessage"]],
    [sfn, sfn.SFNClient, "states", [awsJson("AWSStepFunctions")], 3],
    [scheduler, scheduler.SchedulerClient, "scheduler", [restJson()], 5],
    [lambda, lambda.LambdaClient, "lambda", [restJson()], 3, ["InvokeWithResponseStream"]],
    [cloudwatch, cloudwatch.CloudWatchClient, "monitoring", metrics, 4],
  ];
  for (const [sdk, Client, name, protocols, times, except] of rounds) {
    const service = await start(name, protocols, verifier);
    const client = new Client({ ...clientOptions(service.url), disableHostPrefix: true }) as AnyClient;
    const operations = await testRoundTrips(service, client, sdk, times, except);
    context.diagnostic(`${name}: ${operations} operations, ${times} times`);
    assert.ok(operations > 10, name);
  }
});

test("botocore sends and gets the same, and knows the exceptions", async (context) => {
  const script = join(projectRoot, "local-aws", "protocol", "wire", "testing", "botocore_client.py");
  const python = spawn(readInstallation().python, [script], { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface(python.stdout)[Symbol.asyncIterator]();
  const ask = async (asked: object): Promise<unknown> => {
    python.stdin.write(`${JSON.stringify(asked)}\n`);
    const { value } = await answers.next();
    return JSON.parse(value as string);
  };
  const services: readonly [
    name: string,
    botocore: string,
    protocols: Parameters<typeof startTestService>[1],
    error: readonly [operation: string, exception: string, code: string],
    except: RegExp,
  ][] = [
    ["sns", "sns", [awsQuery({ namespace: notifications })], ["Publish", "NotFoundException", "NotFound"], /^$/],
    // those are signed for another region
    [
      "rds",
      "rds",
      [awsQuery({ namespace: databases })],
      ["StopDBInstance", "DBInstanceNotFoundFault", "DBInstanceNotFound"],
      /^(Copy|Create|Start)DB|Global/,
    ],
    [
      "sqs",
      "sqs",
      [awsJson("AmazonSQS")],
      ["PurgeQueue", "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"],
      /Message(Batch)?$/,
    ],
    [
      "states",
      "stepfunctions",
      [awsJson("AWSStepFunctions")],
      ["StopExecution", "ExecutionDoesNotExist", "ExecutionDoesNotExist"],
      /^$/,
    ],
    [
      "scheduler",
      "scheduler",
      [restJson()],
      ["GetSchedule", "ResourceNotFoundException", "ResourceNotFoundException"],
      /^$/,
    ],
    [
      "lambda",
      "lambda",
      [restJson()],
      ["GetFunction", "ResourceNotFoundException", "ResourceNotFoundException"],
      /^InvokeW/,
    ],
    [
      "monitoring",
      "cloudwatch",
      metrics,
      ["GetDashboard", "DashboardInvalidInputError", "InvalidParameterInput"],
      /^$/,
    ],
  ];
  try {
    for (const [name, botocore, protocols, [failing, exception, code], except] of services) {
      const service = await start(name, protocols, verifier);
      const { model } = service;
      const asked = { service: botocore, url: service.url };
      let sent = 0;
      for (const [number, operation] of model.operationNames.filter((each) => !except.test(each)).entries()) {
        const next = random(11, number);
        const [input, shape] = [randomValue(model.input(operation), next), model.output(operation)];
        if (violationsOf(model.input(operation), input).length > 0) {
          continue;
        }
        service.output = shape && randomValue(shape, next);
        const answer = await ask({ ...asked, operation, input: comparable(input) ?? {} });
        const shown = `${name} ${operation} ${JSON.stringify(comparable(input))}`;
        assert.deepEqual(comparable(answer), comparable(withStatus(model, operation, service.output)), shown);
        assert.deepEqual(comparable(withoutTokens(service.input, input)), comparable(input), shown);
        sent++;
      }
      service.output = new AwsError(exception, "No.");
      const input = comparable(sample(model.input(failing), random(1, 1)));
      assert.deepEqual(await ask({ ...asked, operation: failing, input }), { class: exception, code }, name);
      context.diagnostic(`${name}: ${sent} operations`);
      assert.ok(sent > 5, name);
    }
  } finally {
    python.stdin.end();
  }
});

test("an exception arrives as its class of the SDK, with the status that AWS's model gives it", async () => {
  const cases: readonly [
    sdk: object,
    Client: new (options: object) => object,
    name: string,
    protocols: Parameters<typeof startTestService>[1],
    exception: string,
    command: object,
    status: number,
  ][] = [
    [
      ...([sns, sns.SNSClient, "sns", [awsQuery({ namespace: notifications })]] as const),
      ...(["NotFoundException", new sns.PublishCommand({ TopicArn: "a", Message: "m" }), 404] as const),
    ],
    [
      ...([sqs, sqs.SQSClient, "sqs", [awsJson("AmazonSQS")]] as const),
      ...(["QueueDoesNotExist", new sqs.PurgeQueueCommand({ QueueUrl: "http://a/b" }), 400] as const),
    ],
    [
      ...([lambda, lambda.LambdaClient, "lambda", [restJson()]] as const),
      ...(["ResourceNotFoundException", new lambda.InvokeCommand({ FunctionName: "f" }), 404] as const),
    ],
    [
      ...([cloudwatch, cloudwatch.CloudWatchClient, "monitoring", metrics] as const),
      ...(["DashboardInvalidInputError", new cloudwatch.GetDashboardCommand({ DashboardName: "d" }), 400] as const),
    ],
  ];
  for (const [sdk, Client, name, protocols, exception, command, status] of cases) {
    const service = await start(name, protocols);
    const client = new Client(clientOptions(service.url)) as AnyClient;
    assert.equal(await testError(service, client, sdk, exception, command), status, exception);
  }
});

test("one service answers in the protocol of each request, and old clients get its errors by the old codes", async () => {
  const service = await start("monitoring", metrics);
  service.output = { DashboardName: "d", DashboardBody: "{}" };
  const json = {
    "x-amz-target": "GraniteServiceVersion20100801.GetDashboard",
    "content-type": "application/x-amz-json-1.0",
  };
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const inJson = await fetch(service.url, { method: "POST", headers: json, body: '{"DashboardName":"d"}' });
  assert.equal(inJson.headers.get("content-type"), "application/x-amz-json-1.0");
  assert.deepEqual(await inJson.json(), service.output);
  const body = "Action=GetDashboard&DashboardName=d";
  const inQuery = await fetch(service.url, { method: "POST", headers: form, body });
  assert.match(
    await inQuery.text(),
    /<GetDashboardResponse xmlns="http:\/\/monitoring[^>]*><GetDashboardResult><DashboardBody>\{\}</,
  );
  service.output = new AwsError("DashboardInvalidInputError", "Odd.");
  const refused = await fetch(service.url, { method: "POST", headers: json, body: '{"DashboardName":"d"}' });
  assert.equal(refused.headers.get("x-amzn-query-error"), "InvalidParameterInput;Sender");
  assert.match(
    await (await fetch(service.url, { method: "POST", headers: form, body })).text(),
    /<Code>InvalidParameterInput<\/Code>/,
  );
});

test("metrics that the SDK compresses are read, and what is no gzip or too long is refused", async () => {
  const service = await start("monitoring", metrics);
  const client = new cloudwatch.CloudWatchClient(clientOptions(service.url));
  const MetricData = Array.from({ length: 500 }, (_, number) => ({ MetricName: `m${number}`, Value: number }));
  const lengths: number[] = [];
  client.middlewareStack.add(
    (next) => (args) => {
      lengths.push(Number((args.request as { headers: Record<string, string> }).headers["content-length"]));
      return next(args);
    },
    { step: "finalizeRequest", priority: "low" },
  );
  await client.send(new cloudwatch.PutMetricDataCommand({ Namespace: "n", MetricData }));
  assert.ok((lengths[0] ?? 1e9) < JSON.stringify(MetricData).length / 3, `${lengths}`);
  assert.deepEqual(comparable(service.input), { Namespace: "n", MetricData });
  const headers = { "smithy-protocol": "rpc-v2-cbor", "content-encoding": "gzip" };
  const url = `${service.url}/service/GraniteServiceVersion20100801/operation/PutMetricData`;
  for (const [body, status] of [
    [Buffer.from("no gzip"), 400],
    [gzipSync(Buffer.alloc(20 * 1024 * 1024)), 413],
    [gzipSync(Buffer.alloc(2 * 1024 * 1024)), 413],
  ] as const) {
    assert.equal((await fetch(url, { method: "POST", headers, body })).status, status);
  }
});

test("SQS's old clients get what they had before there was JSON", async () => {
  const service = await start("sqs", [
    awsJson("AmazonSQS"),
    awsQuery({ namespace: "http://queue.amazonaws.com/doc/2012-11-05/", urlMember: "QueueUrl" }),
  ]);
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const ask = async (path: string, body: string) =>
    (await fetch(`${service.url}${path}`, { method: "POST", headers, body })).text();
  service.output = { Attributes: { DelaySeconds: "0" } };
  const attributes = await ask("/000000000000/q", "Action=GetQueueAttributes&AttributeName.1=All&Version=2012-11-05");
  assert.deepEqual(comparable(service.input), { QueueUrl: `${service.url}/000000000000/q`, AttributeNames: ["All"] });
  assert.match(attributes, /Result><Attribute><Name>DelaySeconds<\/Name><Value>0<\/Value><\/Attribute><\/GetQueue/);
  service.output = { Messages: [{ MessageId: "1", Body: "b", Attributes: { SentTimestamp: "5" } }] };
  const messages = await ask("/", "Action=ReceiveMessage&QueueUrl=u&MessageAttributeName.1=a&AttributeName.1=All");
  assert.match(
    messages,
    /Result><Message><MessageId>1<\/MessageId><Body>b<\/Body><Attribute><Name>SentTimestamp<\/Name><Value>5</,
  );
  service.output = { Successful: [{ Id: "i", MessageId: "1", MD5OfMessageBody: "m" }], Failed: [] };
  const entry = "SendMessageBatchRequestEntry.1.";
  const attribute = `${entry}MessageAttribute.1.`;
  const sent = await ask(
    "/",
    `Action=SendMessageBatch&QueueUrl=u&${entry}Id=i&${entry}MessageBody=b+c&${attribute}Name=n&${attribute}Value.DataType=String&${attribute}Value.StringValue=v`,
  );
  const MessageAttributes = { n: { DataType: "String", StringValue: "v" } };
  assert.deepEqual(comparable(service.input), {
    QueueUrl: "u",
    Entries: [{ Id: "i", MessageBody: "b c", MessageAttributes }],
  });
  assert.match(sent, /Result><SendMessageBatchResultEntry><Id>i<\/Id>/);
  service.output = new AwsError("QueueDoesNotExist", "None.");
  assert.match(await ask("/", "Action=PurgeQueue&QueueUrl=u"), /<Code>AWS.SimpleQueueService.NonExistentQueue<\/Code>/);
});

test("what REST-JSON has no operation for, or cannot read, is refused in its shape", async () => {
  const service = await start("lambda", [restJson()]);
  const cases: readonly [method: string, path: string, body: string, status: number, name: string][] = [
    ["GET", "/", "", 404, "UnknownOperationException"],
    ["PUT", "/2015-03-31/functions/f", "", 404, "UnknownOperationException"],
    ["POST", "/2015-03-31/functions", "[]", 400, "SerializationException"],
    ["POST", "/2015-03-31/functions", "{", 400, "SerializationException"],
    ["GET", "/2015-03-31/functions/%zz", "", 400, "SerializationException"],
    ["GET", "/2015-03-31/functions/?MaxItems=many", "", 400, "SerializationException"],
    ["GET", "/2015-03-31/functions/?MaxItems=0", "", 400, "ValidationException"],
  ];
  for (const [method, path, body, status, name] of cases) {
    const answer = await fetch(`${service.url}${path}`, { method, ...(body !== "" && { body }) });
    assert.deepEqual([answer.status, answer.headers.get("x-amzn-errortype")], [status, name], `${method} ${path}`);
  }
});

test("what is no query is refused in the protocol's shape", async () => {
  const service = await start("sns", [awsQuery({ namespace: notifications })]);
  const cases = [
    ["", "MissingAction"],
    ["Action=Odd", "InvalidAction"],
    ["Action=Publish", "ValidationException"],
    ["Action=TagResource&ResourceArn=a&Tags.member.x.Key=a", "MalformedInput"],
    ["Action=TagResource&ResourceArn=a&Tags.member.1.Key=a", "ValidationException"],
    [`Action=Publish&${"a.".repeat(200)}=1`, "MalformedQueryString"],
    ["&A=".repeat(10_001), "MalformedQueryString"],
    ["Action=ListSMSSandboxPhoneNumbers&MaxResults=many", "MalformedInput"],
  ];
  for (const [body, code] of cases) {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await fetch(service.url, { method: "POST", headers, body });
    assert.equal(answer.status, 400, body);
    assert.match(await answer.text(), new RegExp(`<Code>${code}</Code>`), body?.slice(0, 100));
  }
});

test("no request as long as may be holds up the others", async () => {
  const topics = await start("sns", [awsQuery({ namespace: notifications })]);
  const own = await start("monitoring", metrics);
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const queries = [
    Array.from({ length: 9_990 }, (_, number) => `A.member.${number}.K=v`).join("&"),
    Array.from({ length: 9_990 }, (_, number) => `${"a.".repeat(30)}${number}=v`).join("&"),
    `A=${"%20".repeat(1_000_000)}`,
  ];
  const send = async (url: string, headers: Readonly<Record<string, string>>, body: string | Buffer) =>
    (await fetch(url, { method: "POST", headers, body })).text();
  for (const query of queries) {
    const pause = await longestPause(() => send(topics.url, form, `Action=Publish&Message=m&${query}`));
    assert.ok(pause < 100, `${pause} ms: ${query.slice(0, 100)}`);
  }
  const cbor = { "smithy-protocol": "rpc-v2-cbor" };
  const many = Buffer.concat([Buffer.from("a1617881", "hex"), Buffer.from("9b00000000000f0000", "hex")]);
  const body = Buffer.concat([many, Buffer.alloc(0xf0000)]);
  const url = `${own.url}/service/GraniteServiceVersion20100801/operation/PutMetricData`;
  const pause = await longestPause(() => send(url, cbor, body));
  assert.ok(pause < 100, `${pause} ms: CBOR`);
});

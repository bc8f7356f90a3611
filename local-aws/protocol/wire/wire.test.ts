import assert from "node:assert/strict";
import { after, test } from "node:test";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as lambda from "@aws-sdk/client-lambda";
import * as rds from "@aws-sdk/client-rds";
import * as scheduler from "@aws-sdk/client-scheduler";
import * as sfn from "@aws-sdk/client-sfn";
import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import { cbor, tag as cborTag } from "@smithy/core/cbor";
import { modelOf } from "../../service-models";
import { clientOptions } from "../../testing/client-options";
import { random } from "../../testing/random";
import { AwsError } from "../aws-error";
import { UnreadableInput } from "../model/read-input";
import { linkModel } from "../model/service-model";
import { awsJson } from "./aws-json";
import { awsQuery } from "./aws-query";
import { decodeCbor, encodeCbor } from "./cbor";
import { restJson } from "./rest-json";
import { rpcV2Cbor } from "./rpc-v2-cbor";
import { type AnyClient, comparable, randomValue, testError, testRoundTrips } from "./testing/round-trips";
import { startTestService, type TestService } from "./testing/test-service";

const notifications = "http://sns.amazonaws.com/doc/2010-03-31/";
const metrics = [
  rpcV2Cbor("GraniteServiceVersion20100801"),
  awsJson("GraniteServiceVersion20100801"),
  awsQuery({ namespace: "http://monitoring.amazonaws.com/doc/2010-08-01/" }),
] as const;
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
    [rds, rds.RDSClient, "rds", [awsQuery({ namespace: "http://rds.amazonaws.com/doc/2014-10-31/" })], 1],
    // those compare the sums of messages
    [sqs, sqs.SQSClient, "sqs", [awsJson("AmazonSQS")], 3, ["SendMessage", "SendMessageBatch", "ReceiveMessage"]],
    [sfn, sfn.SFNClient, "states", [awsJson("AWSStepFunctions")], 3],
    [scheduler, scheduler.SchedulerClient, "scheduler", [restJson()], 5],
    [lambda, lambda.LambdaClient, "lambda", [restJson()], 3, ["InvokeWithResponseStream"]],
    [cloudwatch, cloudwatch.CloudWatchClient, "monitoring", metrics, 4],
  ];
  for (const [sdk, Client, name, protocols, times, except] of rounds) {
    const service = await start(name, protocols);
    const client = new Client({ ...clientOptions(service.url), disableHostPrefix: true }) as AnyClient;
    const operations = await testRoundTrips(service, client, sdk, times, except);
    context.diagnostic(`${name}: ${operations} operations, ${times} times`);
    assert.ok(operations > 10, name);
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

test("CBOR is what Smithy writes and reads", () => {
  const model = linkModel(modelOf("monitoring"));
  for (const [number, operation] of model.operationNames.entries()) {
    const shape = model.input(operation);
    const value = randomValue(shape, random(7, number));
    assert.deepEqual(comparable(untagged(cbor.deserialize(encodeCbor(shape, value)))), comparable(value), operation);
    assert.deepEqual(comparable(decodeCbor(Buffer.from(cbor.serialize(tagged(value))))), comparable(value), operation);
  }
  const odd = [
    0,
    23,
    24,
    255,
    256,
    65_535,
    65_536,
    2 ** 32,
    2 ** 53,
    -1,
    -24,
    -25,
    -(2 ** 40),
    0.1,
    null,
    true,
    "x".repeat(300),
  ];
  assert.deepEqual(decodeCbor(Buffer.from(cbor.serialize(odd))), odd);
  // RFC 8949, appendix A
  const examples: readonly [hex: string, value: unknown][] = [
    ["f93e00", 1.5],
    ["f90001", 2 ** -24],
    ["fa47c35000", 100_000],
    ["5f42010243030405ff", Buffer.from([1, 2, 3, 4, 5])],
    ["9f018202039f0405ffff", [1, [2, 3], [4, 5]]],
    ["bf61610161629f0203ffff", { a: 1, b: [2, 3] }],
    ["7f657374726561646d696e67ff", "streaming"],
    ["c11a514b67b0", new Date("2013-03-21T20:04:00Z")],
  ];
  for (const [hex, value] of examples) {
    assert.deepEqual(decodeCbor(Buffer.from(hex, "hex")), value, hex);
  }
  const refused = [
    "",
    "1c",
    "9a7fffffff",
    "9bffffffffffffffff",
    "5bffffffffffffff00",
    "c249010000000000000000",
    "ff",
    "8201ff",
  ];
  for (const hex of [...refused, "0000", "bf01ff", "c1a0", "81".repeat(5_000)]) {
    assert.throws(() => decodeCbor(Buffer.from(hex, "hex")), UnreadableInput, hex.slice(0, 40));
  }
});

/** Dates as Smithy writes them. */
function tagged(value: unknown): unknown {
  if (value instanceof Date) {
    return cborTag({ tag: 1, value: value.getTime() / 1000 });
  }
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(tagged)
    : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, tagged(each)]));
}

function untagged(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) {
    return value;
  }
  const date = value as { readonly tag?: number; readonly value?: number };
  if (date.tag === 1 && typeof date.value === "number") {
    return new Date(date.value * 1000);
  }
  return Array.isArray(value)
    ? value.map(untagged)
    : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, untagged(each)]));
}

test("what is no query is refused in the protocol's shape", async () => {
  const service = await start("sns", [awsQuery({ namespace: notifications })]);
  const cases = [
    ["", "MissingAction"],
    ["Action=Odd", "InvalidAction"],
    ["Action=Publish", "ValidationException"],
    ["Action=TagResource&ResourceArn=a&Tags.member.x.Key=a", "MalformedInput"],
    ["Action=TagResource&ResourceArn=a&Tags.member.1.Key=a", "ValidationException"],
    [`Action=Publish&${"a.".repeat(200)}=1`, "MalformedQueryString"],
    ["&A=".repeat(150_000), "MalformedQueryString"],
    ["Action=ListSMSSandboxPhoneNumbers&MaxResults=many", "MalformedInput"],
  ];
  for (const [body, code] of cases) {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await fetch(service.url, { method: "POST", headers, body });
    assert.equal(answer.status, 400, body);
    assert.match(await answer.text(), new RegExp(`<Code>${code}</Code>`), body?.slice(0, 100));
  }
});

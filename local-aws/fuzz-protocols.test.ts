import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { XMLValidator } from "fast-xml-parser";
import { serviceModel } from "./protocol/model/service-model";
import type { Service } from "./protocol/service";
import { type LocalAws, startLocalAws } from "./server";
import { ownServices } from "./service-models";
import { odd, send, type WireAnswer, type WireRequest } from "./testing/odd-requests";
import { mutate } from "./testing/odd-values";
import { pick, type Random, random } from "./testing/random";
import { sample } from "./testing/sample-input";
import { type Encoder, encodersOf } from "./testing/wire-inputs";

const seed = 20251128;
const requests = 2_400;
const inParallel = 8;
/** These have tests of their own kind. */
const others = ["s3", "glue", "athena", "logs"];
/** Operations and members that have a request wait for what never comes. */
const patient = ["GetActivityTask"];
const waiting = ["WaitTimeSeconds", "ReceiveMessageWaitTimeSeconds"];

/** What the log has to say where requests were taken that lead nowhere. */
const expected = /^A message from \S+ to \S+ is dropped: /;
const account = "000000000000";
/** What is often in these members, so that requests find what others have made. */
const likely: Readonly<Record<string, readonly string[]>> = {
  QueueName: ["fuzz_a", "fuzz_b.fifo"],
  QueueUrl: [`http://127.0.0.1/${account}/fuzz_a`, `http://127.0.0.1/${account}/fuzz_b.fifo`],
  SecretId: ["fuzz_a"],
  ResourceType: ["Parameter"],
  ResourceId: ["fuzz_a"],
  Type: ["String", "SecureString"],
  RoleArn: [`arn:aws:iam::${account}:role/fuzz`],
  roleArn: [`arn:aws:iam::${account}:role/fuzz`],
  name: ["fuzz_a"],
  Name: ["fuzz_a"],
  definition: ['{"StartAt":"a","States":{"a":{"Type":"Pass","End":true}}}'],
  stateMachineArn: [`arn:aws:states:us-east-1:${account}:stateMachine:fuzz_a`],
  input: ["{}"],
  resourceArn: [`arn:aws:states:us-east-1:${account}:stateMachine:fuzz_a`],
  executionArn: [`arn:aws:states:us-east-1:${account}:execution:fuzz_a:fuzz_a`],
  activityArn: [`arn:aws:states:us-east-1:${account}:activity:fuzz_a`],
  sourceArn: [`arn:aws:sqs:us-east-1:${account}:fuzz_a`],
  TopicArn: [`arn:aws:sns:us-east-1:${account}:fuzz_a`],
  Protocol: ["sqs"],
  Endpoint: [`arn:aws:sqs:us-east-1:${account}:fuzz_a`],
  EventPattern: ['{"source":["a"]}'],
  Detail: ["{}"],
  ScheduleExpression: ["rate(1 day)"],
  Arn: [`arn:aws:sqs:us-east-1:${account}:fuzz_a`],
  ResourceARN: [`arn:aws:events:us-east-1:${account}:rule/fuzz_a`],
  EventBusName: ["default"],
  FunctionName: ["fuzz_a"],
  AlarmName: ["fuzz_a"],
  ReceiptHandle: ["fuzz_a"],
  DBInstanceIdentifier: ["fuzz-a"],
};

interface Target {
  readonly service: string;
  readonly operation: string;
  readonly protocol: string;
  readonly encode: Encoder;
}

let dataDir: string;
let aws: LocalAws;

before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "fuzz-protocols-"));
  aws = await start();
});

after(async () => {
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function start(): Promise<LocalAws> {
  return startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
}

/** Each operation of each service, in each protocol that the service speaks. */
function targetsOf(services: readonly Service[]): Target[] {
  return services
    .filter(({ name }) => !others.includes(name))
    .flatMap((service) =>
      service.operations
        .filter(({ name }) => !patient.includes(name))
        .flatMap(({ name: operation }) =>
          encodersOf(service).map(({ protocol, encode }) => ({ service: service.name, operation, protocol, encode })),
        ),
    );
}

function requestOf({ service, operation, encode }: Target, next: Random): WireRequest {
  const model = serviceModel(service);
  let input = asLikely(sample(model.input(operation), next), next);
  for (let changes = Math.max(0, next(4) - 1); changes > 0; changes--) {
    input = mutate(input, next);
  }
  const right = encode(service, model, operation, input);
  const sent = next(6) === 0 ? odd(right, next) : right;
  if (next(8) > 0 || !Buffer.isBuffer(sent.body) || sent.body.length === 0) {
    return sent;
  }
  const body = Buffer.from(sent.body);
  body[next(body.length)] = next(256);
  return { ...sent, body };
}

function asLikely(input: unknown, next: Random): unknown {
  const text = JSON.stringify(input, (name, value) => {
    if (waiting.includes(name)) {
      return undefined;
    }
    return typeof value === "string" && likely[name] !== undefined && next(8) > 0 ? pick(next, likely[name]) : value;
  });
  return JSON.parse(text ?? "null");
}

/** An answer that its protocol's clients can read; an error has a code. */
function isWhole({ status, headers, text }: WireAnswer): boolean {
  const type = String(headers["content-type"] ?? "");
  if (type.includes("xml")) {
    return XMLValidator.validate(text) === true && (status < 400 || /<Code>[\w.]+<\/Code>/.test(text));
  }
  if (type.includes("cbor")) {
    // as text it has lost bytes that are none; its names are still there
    return status < 400 || text.includes("__type");
  }
  const body = text === "" ? {} : JSON.parse(text);
  return status < 400 || (headers["x-amzn-errortype"] ?? body.__type) !== undefined;
}

test(`${requests} requests in the query protocol, JSON, REST-JSON and CBOR, right and odd: none is an internal error`, async (context) => {
  const complaints: unknown[][] = [];
  context.mock.method(console, "error", (...details: unknown[]) => {
    if (!expected.test(String(details[0]))) {
      complaints.push(details);
    }
  });
  const targets = targetsOf(ownServices());
  // what is made first is found by what comes after it, where it is not always taken away
  const making = targets.filter(({ operation }) => /^(Create|Put)/.test(operation));
  const isRemoval = ({ operation }: Target) => /^(Delete|Purge|Stop)/.test(operation);
  const [kept, removed] = [targets.filter((target) => !isRemoval(target)), targets.filter(isRemoval)];
  const removing = (next: Random) => (removed.length > 0 && next(12) === 0 ? pick(next, removed) : undefined);
  const counts = new Map<string, number>();
  const port = () => Number(new URL(aws.url).port);
  let number = 0;
  const worker = async () => {
    while (number < requests) {
      const next = random(seed, number++);
      const target = number < 2 * making.length ? pick(next, making) : (removing(next) ?? pick(next, kept));
      const sent = requestOf(target, next);
      const shown = `${number}: ${target.service}:${target.operation} in ${target.protocol}: ${sent.method} ${sent.url} ${JSON.stringify(sent.headers)} ${String(sent.body).slice(0, 500)}`;
      const answer = await send(port(), sent, 15_000).catch((error) => assert.fail(`${error}: ${shown}`));
      assert.ok(answer.status < 500, `${answer.status} ${answer.text}: ${shown} ${complaints.map(String).join("\n")}`);
      assert.ok(sent.method === "HEAD" || isWhole(answer), `${answer.status} ${answer.text.slice(0, 500)}: ${shown}`);
      const kind = `${target.protocol}: ${answer.status < 300 ? "taken" : "refused"}`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: inParallel }, worker));
  context.diagnostic(
    [...counts]
      .sort()
      .map(([kind, count]) => `${kind} ${count}`)
      .join("; "),
  );
  for (const protocol of new Set(targets.map((target) => target.protocol))) {
    assert.ok((counts.get(`${protocol}: taken`) ?? 0) > 0 && (counts.get(`${protocol}: refused`) ?? 0) > 0, protocol);
  }
  assert.deepEqual(complaints, []);
  // all of it is read again, whole
  await aws.close();
  aws = await start();
  const health = (await (await fetch(`${aws.url}/_local/health`)).json()) as { readonly damaged?: readonly unknown[] };
  assert.deepEqual(health.damaged ?? [], []);
  assert.deepEqual(complaints, []);
});

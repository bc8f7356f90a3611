import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { AwsError } from "../protocol/aws-error";
import { random } from "../testing/random";
import { Outbox, type OutboxOptions, type Outcome } from "./outbox";
import type { Delivery } from "./targets";

const from = { principal: "events.amazonaws.com", arn: "arn:aws:events:us-east-1:000000000000:rule/rule" };
const queue = "arn:aws:sqs:us-east-1:000000000000:queue";
const dead = "arn:aws:sqs:us-east-1:000000000000:dead";
const busy = new AwsError("ServiceUnavailable", "Not now.", 503);
const gone = new AwsError("QueueDoesNotExist", "No such queue.");

const message = (body: string, more: Partial<Delivery> = {}): Delivery => ({ arn: queue, body, from, ...more });

function folder(context: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "outbox-"));
  context.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** An outbox whose target refuses what it is told to, and notes the rest. */
function outboxOf(dataDir: string, refusal: (delivery: Delivery) => Error | undefined, options: OutboxOptions = {}) {
  const delivered: Delivery[] = [];
  const outcomes: Outcome[] = [];
  const target = {
    async deliver(delivery: Delivery) {
      const error = refusal(delivery);
      if (error !== undefined) {
        throw error;
      }
      delivered.push(delivery);
    },
  };
  const outbox = new Outbox(dataDir, target, { backoff: () => 1, ...options });
  outbox.listen((outcome) => outcomes.push(outcome));
  return { outbox, delivered, outcomes };
}

/** Waits until all is delivered or given up. */
async function settled(outbox: Outbox): Promise<void> {
  while (outbox.backlog > 0) {
    await outbox.idle();
    await setTimeout(1);
  }
}

test("a message whose target fails is tried again until it is taken, and told of once", async (context) => {
  let tries = 0;
  const { outbox, delivered, outcomes } = outboxOf(folder(context), () => (tries++ < 3 ? busy : undefined));
  outbox.send(message("body", { attributes: { a: { DataType: "String", StringValue: "1" } } }));
  await settled(outbox);
  assert.deepEqual(delivered, [message("body", { attributes: { a: { DataType: "String", StringValue: "1" } } })]);
  assert.deepEqual(
    outcomes.map(({ retries, failure }) => [retries, failure]),
    [[3, undefined]],
  );
});

test("what cannot be delivered goes to the dead-letter queue, with the reason; without one it is dropped", async (context) => {
  const errors: Readonly<Record<string, Error>> = { busy, gone, broken: new Error("A fault.") };
  let now = 0;
  const { outbox, delivered, outcomes } = outboxOf(
    folder(context),
    ({ arn, body }) => {
      now += 1000;
      return arn.startsWith(dead) ? undefined : errors[body];
    },
    { now: () => now },
  );
  const deadLetterMessage = { body: "event", attributes: { RULE_ARN: from.arn } };
  outbox.send(message("gone"), { deadLetterArn: dead, deadLetterMessage });
  outbox.send(message("gone"), {});
  outbox.send(message("gone"), { deadLetterArn: `${dead}.fifo` });
  await settled(outbox);
  outbox.send(message("busy"), { maximumRetryAttempts: 2, deadLetterArn: dead, deadLetterMessage });
  await settled(outbox);
  outbox.send(message("broken"), { maximumEventAgeInSeconds: 3, deadLetterArn: dead, deadLetterMessage });
  await settled(outbox);
  const why = (code: string, text: string, condition: string, retries: number) =>
    Object.fromEntries(
      Object.entries({
        RULE_ARN: from.arn,
        ERROR_CODE: code,
        ERROR_MESSAGE: text,
        EXHAUSTED_RETRY_CONDITION: condition,
        RETRY_ATTEMPTS: String(retries),
      }).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
    );
  const bySize = delivered.map(({ arn, body, attributes, messageGroupId }) => ({
    arn,
    body,
    attributes,
    messageGroupId,
  }));
  const letter = { arn: dead, body: "event", messageGroupId: undefined };
  assert.deepEqual(bySize, [
    { ...letter, attributes: why("QueueDoesNotExist", "No such queue.", "None", 0) },
    { arn: `${dead}.fifo`, body: "gone", attributes: undefined, messageGroupId: from.arn },
    { ...letter, attributes: why("ServiceUnavailable", "Not now.", "MaximumRetryAttempts", 2) },
    { ...letter, attributes: why("InternalError", "A fault.", "MaximumEventAgeInSeconds", 2) },
  ]);
  assert.equal(outcomes.filter(({ failure }) => failure !== undefined).length, 5);
  assert.equal(outcomes.filter(({ message: { isDeadLetter } }) => isDeadLetter).length, 4);
});

test("messages of a group keep their order while one of them is refused; other groups and targets go on", async (context) => {
  const next = random(1, 0);
  const { outbox, delivered } = outboxOf(folder(context), ({ messageGroupId }) =>
    messageGroupId !== "free" && next(3) === 0 ? busy : undefined,
  );
  const groups = ["a", "b", "free"];
  outbox.sendAll(
    Array.from({ length: 300 }, (_, number) => ({
      delivery: message(String(number), { messageGroupId: groups[number % 3] }),
    })),
  );
  await outbox.idle();
  assert.equal(delivered.filter(({ messageGroupId }) => messageGroupId === "free").length, 100);
  await settled(outbox);
  for (const [place, group] of groups.entries()) {
    const bodies = delivered.filter(({ messageGroupId }) => messageGroupId === group).map(({ body }) => body);
    assert.deepEqual(
      bodies,
      Array.from({ length: 100 }, (_, number) => String(3 * number + place)),
    );
  }
});

test("what is not delivered outlives a restart with the number of its tries; a reset forgets it", async (context) => {
  const dataDir = folder(context);
  const before = outboxOf(dataDir, () => busy, { backoff: (tries) => (tries === 0 ? 1 : 1_000_000) });
  before.outbox.send(message("one"), { maximumRetryAttempts: 2 });
  while (
    before.outbox.backlog > 0 &&
    !readFileSync(join(dataDir, "integration", "outbox.jsonl"), "utf8").includes('"tries":2')
  ) {
    await setTimeout(1);
  }
  before.outbox.close();
  const after = outboxOf(dataDir, () => busy);
  after.outbox.load();
  await settled(after.outbox);
  assert.deepEqual(
    after.outcomes.map(({ retries, failure }) => [retries, failure?.exhausted]),
    [[2, "MaximumRetryAttempts"]],
  );
  after.outbox.send(message("two"));
  await after.outbox.idle();
  after.outbox.reset();
  assert.equal(after.outbox.backlog, 0);
  after.outbox.close();
  const last = outboxOf(dataDir, () => undefined);
  last.outbox.load();
  await last.outbox.idle();
  assert.deepEqual(last.delivered, []);
  last.outbox.close();
});

test("nothing is written where nothing is sent; the file does not grow with what is done", async (context) => {
  const dataDir = folder(context);
  const { outbox, delivered } = outboxOf(dataDir, () => undefined);
  outbox.load();
  outbox.sendAll([]);
  const file = join(dataDir, "integration", "outbox.jsonl");
  assert.ok(!existsSync(file));
  const number = 20_000;
  for (let sent = 0; sent < number; sent += 500) {
    outbox.sendAll(Array.from({ length: 500 }, (_, place) => ({ delivery: message(String(sent + place)) })));
    await outbox.idle();
  }
  assert.equal(delivered.length, number);
  const allLines = number * JSON.stringify({ message: { delivery: message("") } }).length;
  assert.ok(statSync(file).size < allLines / 2, String(statSync(file).size));
  outbox.close();
});

const program = `
const { appendFileSync } = require("node:fs");
const { Outbox } = require(${JSON.stringify(join(__dirname, "outbox"))});
const { AwsError } = require(${JSON.stringify(join(__dirname, "..", "protocol", "aws-error"))});
const [dataDir, file, first] = process.argv.slice(1);
const target = {
  async deliver({ body }) {
    if (Math.random() < 0.3) throw new AwsError("ServiceUnavailable", "Not now.", 503);
    await new Promise(setImmediate);
    appendFileSync(file, body + "\\n");
  },
};
const outbox = new Outbox(dataDir, target, { backoff: () => 2 });
outbox.load();
let number = Number(first);
setInterval(() => {
  if (number >= 0) {
    outbox.sendAll([0, 1, 2].map(() => ({ delivery: { arn: "arn:aws:sqs:::q", body: String(number++), from: {} } })));
    process.send(number);
  } else if (outbox.backlog === 0) {
    process.exit(0);
  }
}, 1);
`;

test("whenever the process is killed, each message that was sent is delivered by a later one", async (context) => {
  const dataDir = folder(context);
  const file = join(dataDir, "delivered");
  const next = random(7, 0);
  const start = (first: number): ChildProcess =>
    spawn(process.execPath, ["-e", program, dataDir, file, String(first)], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
  let sent = 0;
  for (let round = 0; round < 4; round++) {
    const child = start(sent);
    child.on("message", (number: number) => {
      sent = number;
    });
    await once(child, "message");
    await setTimeout(20 + next(150));
    child.kill("SIGKILL");
    await once(child, "close");
  }
  await once(start(-1), "close");
  const numbers = readFileSync(file, "utf8").trim().split("\n").map(Number);
  assert.ok(sent > 50, String(sent));
  const missing = Array.from({ length: sent }, (_, number) => number).filter((number) => !numbers.includes(number));
  assert.deepEqual(missing, []);
});

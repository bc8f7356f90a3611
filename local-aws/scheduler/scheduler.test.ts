import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock, type TestContext, test } from "node:test";
import {
  ConflictException,
  CreateScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
} from "@aws-sdk/client-scheduler";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Integration } from "../integration/integration";
import type { Delivery } from "../integration/targets";
import { AwsError } from "../protocol/aws-error";
import type { Service } from "../protocol/service";
import { inside, Target, withRole } from "../testing/target/target";
import { schedulerService } from "./service";

const accountId = "000000000000";
const request = { requestId: "id", region: "us-east-1", accountId };
const queue = (name: string): string => `arn:aws:sqs:us-east-1:${accountId}:${name}`;
const RoleArn = `arn:aws:iam::${accountId}:role/scheduler`;
const off = { Mode: "OFF" };

type Answer = Readonly<Record<string, unknown>>;

/** The service over queues and buses that note what they get, and over an operation that can be called by its name. */
function startScheduler(context: TestContext, dataDir = mkdtempSync(join(tmpdir(), "scheduler-"))) {
  const integration = new Integration(dataDir);
  const delivered: Delivery[] = [];
  const called: unknown[] = [];
  const note = async (delivery: Delivery): Promise<void> => void delivered.push(delivery);
  integration.targets.add("sqs", { deliver: note });
  integration.targets.add("events", { deliver: note });
  const call = async (...args: readonly unknown[]): Promise<Answer> => {
    called.push(args.slice(0, 2));
    return {};
  };
  integration.calls.add({ name: "glue", call } as unknown as Service);
  const service = schedulerService({ dataDir, accountId, integration });
  const close = async (): Promise<void> => {
    integration.outbox.close();
    await service.close();
  };
  context.after(async () => {
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const ask = async (operation: string, input: object): Promise<Answer> =>
    (await service.call?.(operation, input as Answer, request)) ?? {};
  const make = (Name: string, ScheduleExpression: string, more: object = {}) =>
    ask("CreateSchedule", {
      Name,
      ScheduleExpression,
      Target: { Arn: queue(Name), RoleArn },
      FlexibleTimeWindow: off,
      ...more,
    });
  const names = async (): Promise<unknown[]> =>
    ((await ask("ListSchedules", {})).Schedules as { Name: string }[]).map(({ Name }) => Name);
  return { integration, service, delivered, called, ask, make, names, close };
}

/** The clock goes on, second by second. */
async function pass(minutes: number, integration: Integration): Promise<void> {
  for (let second = 0; second < minutes * 60; second++) {
    mock.timers.tick(1000);
  }
  integration.outbox.load();
  await integration.outbox.idle();
}

function setClock(context: TestContext, time: string): void {
  mock.timers.enable({ apis: ["setInterval", "Date"], now: Date.parse(time) });
  context.after(() => mock.timers.reset());
}

test("schedules invoke targets when they are due in their time zone and window", inside, async (context) => {
  setClock(context, "2026-03-01T10:28:30Z");
  const { integration, delivered, called, make, names } = startScheduler(context);
  const Target = (Arn: string, more: object) => ({ Target: { Arn, RoleArn, ...more } });
  const once = { ActionAfterCompletion: "DELETE" };
  await make("once", "at(2026-03-01T10:30:10)", once);
  await make("seoul", "at(2026-03-01T19:31:00)", { ScheduleExpressionTimezone: "Asia/Seoul" });
  await make("past", "at(2026-03-01T10:20:00)");
  await make("off", "rate(1 minute)", { State: "DISABLED" });
  await make("rate", "rate(2 minutes)", { EndDate: Date.parse("2026-03-01T10:33:00Z") / 1000, ...once });
  await make("begins", "rate(5 minutes)", { StartDate: Date.parse("2026-03-01T10:32:00Z") / 1000 });
  await make("cron", "cron(30 5 1 * ? *)", { ScheduleExpressionTimezone: "America/New_York" });
  await make("window", "at(2026-03-01T10:29:00)", {
    FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 5 },
  });
  const Input = '{"id":"<aws.scheduler.scheduled-time>"}';
  const bus = `arn:aws:events:us-east-1:${accountId}:event-bus/default`;
  const EventBridgeParameters = { DetailType: "Shift begins", Source: "line" };
  await make("bus", "at(2026-03-01T10:30:00)", Target(bus, { Input, EventBridgeParameters }));
  const glue = "arn:aws:scheduler:::aws-sdk:glue:startJobRun";
  await make("call", "at(2026-03-01T10:30:00)", Target(glue, { Input: '{"JobName":"job"}' }));
  await pass(7, integration);
  const times = new Map<string, unknown[]>();
  for (const { arn, body } of delivered.filter(({ arn }) => arn.includes(":sqs:"))) {
    const name = arn.split(":").at(-1) ?? "";
    times.set(name, [...(times.get(name) ?? []), (JSON.parse(body) as Answer).time]);
  }
  const at = (...all: string[]) => all.map((time) => `2026-03-01T${time}Z`);
  assert.deepEqual(Object.fromEntries(times), {
    once: at("10:30:10"),
    seoul: at("19:31:00"),
    rate: at("10:30:00", "10:32:00"),
    begins: at("10:32:00"),
    cron: at("10:30:00"),
    window: at("10:29:00"),
  });
  const event = JSON.parse(delivered.find(({ arn }) => arn === bus)?.body ?? "{}") as Answer;
  assert.deepEqual(
    [event["detail-type"], event.source, event.detail],
    ["Shift begins", "line", { id: "2026-03-01T10:30:00Z" }],
  );
  assert.deepEqual(called, [["StartJobRun", { JobName: "job" }]]);
  assert.deepEqual(await names(), ["begins", "bus", "call", "cron", "off", "past", "seoul", "window"]);
});

test("a one-time schedule that was due while nothing ran is invoked late, and once", inside, async (context) => {
  setClock(context, "2026-03-01T10:00:30Z");
  const dataDir = mkdtempSync(join(tmpdir(), "scheduler-"));
  const before = startScheduler(context, dataDir);
  await before.make("late", "at(2026-03-01T10:30:00)");
  await before.make("missed", "cron(30 10 * * ? *)");
  await before.close();
  mock.timers.tick(60 * 60_000);
  const { integration, delivered } = startScheduler(context, dataDir);
  await pass(3, integration);
  assert.deepEqual(
    delivered.map(({ arn }) => arn),
    [queue("late")],
  );
});

test("clocks that are put forward skip the missing hour, and put back repeat none", inside, async (context) => {
  setClock(context, "2026-03-28T22:59:30Z");
  const { integration, delivered, make } = startScheduler(context);
  await make("night", "cron(30 2 * * ? *)", { ScheduleExpressionTimezone: "Europe/Berlin" });
  await pass(4 * 60, integration);
  assert.deepEqual(delivered.length, 0, "at 2:00 it is 3:00");
  mock.timers.setTime(Date.parse("2026-10-24T22:59:30Z"));
  await pass(5 * 60, integration);
  const times = delivered.map(({ body }) => (JSON.parse(body) as Answer).time);
  assert.deepEqual(times, ["2026-10-25T00:30:00Z"]);
});

test("groups and schedules are kept, changed and refused as AWS does", inside, async (context) => {
  const dataDir = mkdtempSync(join(tmpdir(), "scheduler-"));
  const first = startScheduler(context, dataDir);
  await first.ask("CreateScheduleGroup", { Name: "shift", Tags: [{ Key: "k", Value: "v" }] });
  await first.make("s", "rate(1 day)", { GroupName: "shift", Description: "d" });
  await first.close();
  const { ask, make, service, names } = startScheduler(context, dataDir);
  const groupArn = `arn:aws:scheduler:us-east-1:${accountId}:schedule-group/shift`;
  const found = await ask("GetSchedule", { Name: "s", GroupName: "shift" });
  assert.deepEqual(
    [found.Arn, found.Description, found.State, found.ScheduleExpressionTimezone, found.ActionAfterCompletion],
    [`arn:aws:scheduler:us-east-1:${accountId}:schedule/shift/s`, "d", "ENABLED", "UTC", "NONE"],
  );
  assert.deepEqual((await ask("ListTagsForResource", { ResourceArn: groupArn })).Tags, [{ Key: "k", Value: "v" }]);
  const changed = { Name: "s", GroupName: "shift", ScheduleExpression: "rate(2 days)", FlexibleTimeWindow: off };
  await ask("UpdateSchedule", { ...changed, Target: { Arn: queue("s"), RoleArn } });
  assert.equal((await ask("GetSchedule", { Name: "s", GroupName: "shift" })).Description, undefined);
  const bus = `arn:aws:events:us-east-1:${accountId}:event-bus/default`;
  const target = (Arn: string) => ({ Target: { Arn, RoleArn } });
  const refused: readonly (readonly [answer: Promise<unknown>, code: string, message: RegExp])[] = [
    [make("s", "rate(1 day)", { GroupName: "shift" }), "ConflictException", /^Schedule s already exists\.$/],
    [
      make("x", "rate(1 day)", { GroupName: "none" }),
      "ResourceNotFoundException",
      /^Schedule group none does not exist\.$/,
    ],
    [ask("GetSchedule", { Name: "x" }), "ResourceNotFoundException", /^Schedule x does not exist\.$/],
    [make("x", "rate(1 days)"), "ValidationException", /^Invalid Schedule Expression rate\(1 days\)\.$/],
    [make("x", "at(2026-02-30)"), "ValidationException", /^Invalid Schedule Expression/],
    [
      make("x", "rate(1 day)", { ScheduleExpressionTimezone: "Mars/Base" }),
      "ValidationException",
      /Timezone Mars\/Base/,
    ],
    [make("x", "rate(1 day)", { StartDate: 1 }), "ValidationException", /StartDate/],
    [make("x", "rate(1 day)", { EndDate: 1 }), "ValidationException", /EndDate/],
    [
      make("x", "rate(1 day)", { FlexibleTimeWindow: { Mode: "FLEXIBLE" } }),
      "ValidationException",
      /MaximumWindowInMinutes/,
    ],
    [
      make("x", "rate(1 day)", { KmsKeyArn: `arn:aws:kms:us-east-1:${accountId}:key/k` }),
      "ValidationException",
      /KmsKeyArn/,
    ],
    [make("x", "rate(1 day)", target(bus)), "ValidationException", /EventBridgeParameters/],
    [
      make("x", "rate(1 day)", target("arn:aws:ecs:us-east-1:000000000000:cluster/c")),
      "ValidationException",
      /no such target/,
    ],
    [make("x", "rate(1 day)", target("arn:aws:scheduler:::aws-sdk:glue:getJob")), "ValidationException", /only reads/],
    [
      make("x", "rate(1 day)", target("arn:aws:scheduler:::aws-sdk:ec2:runInstances")),
      "ValidationException",
      /no such target/,
    ],
    [ask("DeleteScheduleGroup", { Name: "default" }), "ValidationException", /default schedule group/],
  ];
  for (const [answer, code, message] of refused) {
    await assert.rejects(answer, (error: unknown) => {
      assert.ok(error instanceof AwsError, String(error));
      assert.equal(error.code, code);
      assert.match(error.message, message);
      return true;
    });
  }
  await ask("DeleteScheduleGroup", { Name: "shift" });
  assert.deepEqual(await names(), []);
  await make("y", "rate(1 day)");
  await service.reset();
  assert.deepEqual(await names(), []);
});

test("the SDK's client makes, reads and lists schedules", withRole, async (context) => {
  const target = new Target();
  context.after(() => target.end());
  await target.start();
  const { roleArn: RoleArn } = target;
  const [Name, QueueName] = [target.name("nightly"), target.name("q")];
  const Arn = target.arn("sqs", QueueName);
  const scheduler = target.client(SchedulerClient);
  await target.client(SQSClient).send(new CreateQueueCommand({ QueueName }));
  const EndDate = new Date(Date.now() + 86_400_000);
  const input = {
    ...{ Name, ScheduleExpression: "cron(0 2 * * ? *)", ScheduleExpressionTimezone: "Asia/Seoul", EndDate },
    FlexibleTimeWindow: { Mode: "FLEXIBLE" as const, MaximumWindowInMinutes: 15 },
    Target: { Arn, RoleArn, Input: "{}", RetryPolicy: { MaximumRetryAttempts: 0 } },
  };
  await scheduler.send(new CreateScheduleCommand(input));
  const {
    $metadata,
    Arn: made,
    CreationDate,
    LastModificationDate,
    ...found
  } = await scheduler.send(new GetScheduleCommand({ Name }));
  const wholeSecond = (date: Date | undefined) => Math.floor((date?.getTime() ?? 0) / 1000);
  assert.equal(wholeSecond(found.EndDate), wholeSecond(EndDate));
  assert.ok(CreationDate instanceof Date && LastModificationDate instanceof Date && made !== undefined && $metadata);
  const about = { GroupName: "default", State: "ENABLED", ActionAfterCompletion: "NONE" };
  assert.deepEqual({ ...found, EndDate }, { ...input, ...about });
  const twice = scheduler.send(new CreateScheduleCommand({ ...input, ClientToken: "other" }));
  await assert.rejects(twice, ConflictException);
  const { Schedules = [] } = await scheduler.send(new ListSchedulesCommand({ NamePrefix: target.name("night") }));
  assert.deepEqual(
    Schedules.map((one) => [one.Name, one.Target?.Arn]),
    [[Name, Arn]],
  );
});

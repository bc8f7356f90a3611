import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock, type TestContext, test } from "node:test";
import { Integration } from "../integration/integration";
import type { MetricValue } from "../integration/service-metrics";
import type { Delivery } from "../integration/targets";
import { AwsError } from "../protocol/aws-error";
import { eventsService } from "./service";

const accountId = "000000000000";
const request = { requestId: "id", region: "ap-northeast-2", accountId };
const queue = (name: string): string => `arn:aws:sqs:ap-northeast-2:${accountId}:${name}`;

type Answer = Readonly<Record<string, unknown>>;

/** EventBridge over an integration in which queues note what they get, and refuse it where they are called `missing`. */
function startEvents(context: TestContext, dataDir = mkdtempSync(join(tmpdir(), "events-"))) {
  const integration = new Integration(dataDir);
  const delivered: Delivery[] = [];
  const metrics: MetricValue[] = [];
  integration.metrics.listen((value) => metrics.push(value));
  integration.targets.add("sqs", {
    async deliver(delivery) {
      if (delivery.arn.endsWith(":missing")) {
        throw new AwsError("QueueDoesNotExist", "There is no such queue.");
      }
      delivered.push(delivery);
    },
  });
  const service = eventsService({ dataDir, accountId, integration });
  const close = async (): Promise<void> => {
    integration.outbox.close();
    await service.close();
  };
  context.after(async () => {
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const call = async (operation: string, input: object): Promise<Answer> =>
    (await service.call?.(operation, input as Answer, request)) ?? {};
  const put = async (detail: unknown, more: object = {}): Promise<void> => {
    const entry = { Source: "line", DetailType: "Part made", Detail: JSON.stringify(detail), ...more };
    assert.equal((await call("PutEvents", { Entries: [entry] })).FailedEntryCount, 0);
    await integration.outbox.idle();
  };
  /** A rule with targets in queues; what they have beside their ARNs is given. */
  const rule = async (Name: string, pattern: unknown, targets: readonly object[], more: object = {}): Promise<void> => {
    await call("PutRule", { Name, EventPattern: JSON.stringify(pattern), ...more });
    const { EventBusName } = more as { EventBusName?: string };
    await call("PutTargets", { Rule: Name, Targets: targets, ...(EventBusName && { EventBusName }) });
  };
  return { integration, service, delivered, metrics, call, put, rule, close };
}

const code =
  (expected: string, message = /./) =>
  (error: unknown) => {
    assert.ok(error instanceof AwsError, String(error));
    assert.equal(error.code, expected);
    assert.match(error.message, message);
    return true;
  };

test("an event goes to the targets of the rules that match, as a whole, in part, as a constant or transformed", async (context) => {
  const { delivered, put, rule, metrics } = startEvents(context);
  const targets = [
    { Id: "all", Arn: queue("all") },
    { Id: "part", Arn: queue("part"), InputPath: "$.detail.part" },
    { Id: "constant", Arn: queue("constant"), Input: '{"a": 1}' },
    {
      Id: "text",
      Arn: queue("text"),
      InputTransformer: {
        InputPathsMap: { line: "$.detail.line", tags: "$.detail.part.tags", part: "$.detail.part", no: "$.detail.no" },
        InputTemplate: '"Line <line> made <part> with <tags><no>."\n"By <aws.events.rule-name>"',
      },
    },
    {
      Id: "json",
      Arn: queue("json.fifo"),
      SqsParameters: { MessageGroupId: "group" },
      InputTransformer: {
        InputPathsMap: { line: "$.detail.line", first: "$.detail.part.tags[0]", part: "$.detail.part", no: "$.no" },
        InputTemplate:
          '{"line": <line>, "path": "lines/<line>/<first>", "part": <part>, "no": <no>, "rule": <aws.events.rule-arn>}',
      },
    },
  ];
  await rule("parts", { source: ["line"], detail: { part: { ok: [false] } } }, targets);
  await rule("whole", { source: ["line"] }, [{ Id: "1", Arn: queue("whole") }], { State: "DISABLED" });
  const time = new Date("2026-03-01T10:20:30.999Z");
  const detail = { line: 'L"3', part: { ok: false, tags: ["red", "big"] } };
  await put(detail, { Time: time, Resources: ["arn:aws:iot:line/3"] });
  await put({ part: { ok: true } });
  const bodies = new Map(delivered.map(({ arn, body }) => [arn.split(":").at(-1), body]));
  const { id, ...event } = JSON.parse(bodies.get("all") ?? "") as { id: string };
  assert.match(id, /^[0-9a-f-]{36}$/);
  const envelope = { version: "0", "detail-type": "Part made", source: "line", account: accountId };
  assert.deepEqual(event, {
    ...envelope,
    time: "2026-03-01T10:20:30Z",
    region: "ap-northeast-2",
    resources: ["arn:aws:iot:line/3"],
    detail,
  });
  assert.equal(bodies.get("part"), '{"ok":false,"tags":["red","big"]}');
  assert.equal(bodies.get("constant"), '{"a": 1}');
  assert.equal(bodies.get("text"), '"Line L\\"3 made {ok:false,tags:[red,big]} with [red,big]."\n"By parts"');
  const arn = `arn:aws:events:ap-northeast-2:${accountId}:rule/parts`;
  const made = { line: 'L"3', path: 'lines/L"3/red', part: detail.part, no: "", rule: arn };
  assert.deepEqual(JSON.parse(bodies.get("json.fifo") ?? ""), made);
  assert.equal(delivered.length, 5);
  const fifo = delivered.find(({ messageGroupId }) => messageGroupId === "group");
  assert.deepEqual(fifo?.from, { principal: "events.amazonaws.com", arn });
  const count = (name: string): number => metrics.filter((value) => value.name === name).length;
  assert.deepEqual(["MatchedEvents", "TriggeredRules", "Invocations", "FailedInvocations"].map(count), [1, 1, 5, 0]);
  assert.deepEqual(metrics[0]?.dimensions, { RuleName: "parts" });
});

test("what a target refuses, or what its transformer makes that is no JSON, goes to the dead-letter queue", async (context) => {
  const { delivered, put, rule, metrics } = startEvents(context);
  const DeadLetterConfig = { Arn: queue("dead") };
  const InputTransformer = { InputPathsMap: { x: "$.detail.x" }, InputTemplate: '{"x": "<x>" <x>}' };
  await rule("r", { detail: { x: [1] } }, [
    { Id: "gone", Arn: queue("missing"), DeadLetterConfig },
    { Id: "dropped", Arn: queue("missing"), RetryPolicy: { MaximumRetryAttempts: 0 } },
    { Id: "odd", Arn: queue("there"), DeadLetterConfig, InputTransformer },
  ]);
  await put({ x: 1 });
  await put({ x: 2 });
  const letters = delivered.map(({ arn, body, attributes = {} }) => {
    const texts = Object.fromEntries(Object.entries(attributes).map(([name, { StringValue }]) => [name, StringValue]));
    return { arn, detail: (JSON.parse(body) as { detail: unknown }).detail, ...texts };
  });
  const ruleArn = `arn:aws:events:ap-northeast-2:${accountId}:rule/r`;
  const letter = { arn: queue("dead"), detail: { x: 1 }, RULE_ARN: ruleArn, EXHAUSTED_RETRY_CONDITION: "None" };
  const odd = '{"x": "1" 1} is no JSON.';
  const wanted = [
    { ERROR_CODE: "INVALID_JSON", ERROR_MESSAGE: odd, RETRY_ATTEMPTS: "0", TARGET_ARN: queue("there") },
    {
      ERROR_CODE: "QueueDoesNotExist",
      ERROR_MESSAGE: "There is no such queue.",
      RETRY_ATTEMPTS: "0",
      TARGET_ARN: queue("missing"),
    },
  ].map((more) => ({ ...letter, ...more }));
  const byCode = (one: object): string => (one as { ERROR_CODE?: string }).ERROR_CODE ?? "";
  assert.deepEqual(
    letters.toSorted((a, b) => (byCode(a) < byCode(b) ? -1 : 1)),
    wanted,
  );
  const count = (name: string): number => metrics.filter((value) => value.name === name).length;
  assert.deepEqual(["Invocations", "FailedInvocations", "InvocationsSentToDlq"].map(count), [3, 3, 2]);
});

test("a bus of one's own hears what is put on it or sent by another bus, and nothing goes to a third one", async (context) => {
  const { delivered, call, put, rule, integration } = startEvents(context);
  for (const Name of ["second", "third"]) {
    await call("CreateEventBus", { Name, Description: `The ${Name}.` });
  }
  const bus = (name: string): string => `arn:aws:events:ap-northeast-2:${accountId}:event-bus/${name}`;
  const all = { source: [{ exists: true }] };
  await rule("on", all, [{ Id: "1", Arn: bus("second") }]);
  await rule(
    "on",
    all,
    [
      { Id: "1", Arn: bus("third") },
      { Id: "2", Arn: queue("second") },
    ],
    { EventBusName: bus("second") },
  );
  await rule("on", all, [{ Id: "1", Arn: queue("third") }], { EventBusName: "third" });
  await put({ number: 1 });
  await integration.outbox.idle();
  assert.deepEqual(
    delivered.map(({ arn }) => arn),
    [queue("second")],
  );
  await put({ number: 2 }, { EventBusName: "third" });
  assert.deepEqual(
    delivered.map(({ arn, body }) => [arn, (JSON.parse(body) as { detail: unknown }).detail]),
    [
      [queue("second"), { number: 1 }],
      [queue("third"), { number: 2 }],
    ],
  );
  await put({ number: 3 }, { EventBusName: "nowhere" });
  assert.equal(delivered.length, 2);
  const described = await call("DescribeEventBus", { Name: "second" });
  assert.deepEqual([described.Arn, described.Description], [bus("second"), "The second."]);
  await assert.rejects(call("DeleteEventBus", { Name: "second" }), code("ValidationException", /since it has rules/));
  await assert.rejects(call("DeleteEventBus", { Name: "default" }), code("ValidationException", /Cannot delete/));
  await assert.rejects(call("CreateEventBus", { Name: "third" }), code("ResourceAlreadyExistsException"));
  const { EventBuses } = (await call("ListEventBuses", { Limit: 2 })) as { EventBuses: { Name: string }[] };
  assert.deepEqual(
    EventBuses.map(({ Name }) => Name),
    ["default", "second"],
  );
});

test("entries that are wrong are told one by one, and the others go on", async (context) => {
  const { delivered, call, rule, integration } = startEvents(context);
  await rule("r", { source: ["line"] }, [{ Id: "1", Arn: queue("q") }]);
  const good = { Source: "line", DetailType: "t", Detail: "{}" };
  const deep = `${'{"a":'.repeat(1101)}1${"}".repeat(1101)}`;
  const Entries = [
    { ...good, Source: undefined },
    { ...good, DetailType: "" },
    { ...good, Detail: undefined },
    good,
    ...["[]", "x", '"{}"', deep].map((Detail) => ({ ...good, Detail })),
    { ...good, Source: "aws.glue" },
  ];
  const answer = (await call("PutEvents", { Entries })) as {
    FailedEntryCount: number;
    Entries: { ErrorCode?: string; ErrorMessage?: string; EventId?: string }[];
  };
  await integration.outbox.idle();
  const missing = (name: string): string => `Parameter ${name} is not valid. Reason: ${name} is a required argument.`;
  assert.deepEqual(
    answer.Entries.map(({ ErrorCode, ErrorMessage }) => [ErrorCode, ErrorMessage]),
    [
      ...["Source", "DetailType", "Detail"].map((name) => ["InvalidArgument", missing(name)]),
      [undefined, undefined],
      ...Array.from({ length: 4 }, () => ["MalformedDetail", "Detail is malformed."]),
      ["NotAuthorizedForSourceException", "Not authorized for the source."],
    ],
  );
  assert.equal(answer.FailedEntryCount, 8);
  assert.deepEqual(
    delivered.map(({ body }) => (JSON.parse(body) as { id: string }).id),
    [answer.Entries[3]?.EventId],
  );
  const big = { ...good, Detail: JSON.stringify({ text: "x".repeat(600_000) }) };
  await assert.rejects(call("PutEvents", { Entries: [big, big] }), code("ValidationException", /Total size/));
  await assert.rejects(
    call("PutEvents", { Entries: Array(11).fill(good) }),
    code("ValidationException", /less than or equal to 10/),
  );
  await assert.rejects(
    call("PutEvents", { Entries: [{ ...good, TraceHeader: "Root=1" }] }),
    code("ValidationException", /TraceHeader/),
  );
});

test("rules, targets, tags and permissions are kept through a restart, and refused in AWS's words", async (context) => {
  const dataDir = mkdtempSync(join(tmpdir(), "events-"));
  const first = startEvents(context, dataDir);
  const target = { Id: "1", Arn: queue("q"), RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 60 } };
  const pattern = { source: ["line"] };
  await first.rule("r", pattern, [target], { Description: "d", Tags: [{ Key: "k", Value: "v" }] });
  await first.call("PutRule", { Name: "often", ScheduleExpression: "rate(5 minutes)", State: "DISABLED" });
  await first.call("PutPermission", { Action: "events:PutEvents", Principal: "111122223333", StatementId: "s" });
  await first.close();
  const { call, service, put, delivered } = startEvents(context, dataDir);
  const ruleArn = `arn:aws:events:ap-northeast-2:${accountId}:rule/r`;
  const described = await call("DescribeRule", { Name: "r" });
  const shown = { Name: "r", Arn: ruleArn, EventPattern: JSON.stringify(pattern), State: "ENABLED", Description: "d" };
  assert.deepEqual(JSON.parse(JSON.stringify(described)), { ...shown, EventBusName: "default", CreatedBy: accountId });
  assert.deepEqual((await call("ListTargetsByRule", { Rule: "r" })).Targets, [target]);
  assert.deepEqual((await call("ListRuleNamesByTarget", { TargetArn: queue("q") })).RuleNames, ["r"]);
  assert.deepEqual((await call("ListTagsForResource", { ResourceARN: ruleArn })).Tags, [{ Key: "k", Value: "v" }]);
  const { Policy } = await call("DescribeEventBus", {});
  assert.equal(JSON.parse(String(Policy)).Statement[0].Sid, "s");
  await put({});
  assert.equal(delivered.length, 1);
  await call("DisableRule", { Name: "r" });
  await put({});
  assert.equal(delivered.length, 1);
  const nowhere = "arn:aws:ecs:us-east-1:000000000000:cluster/c";
  const refused: readonly (readonly [operation: string, input: object, code: string, message: RegExp])[] = [
    ["PutRule", { Name: "x" }, "ValidationException", /EventPattern or ScheduleExpression must be specified/],
    [
      "PutRule",
      { Name: "x", EventPattern: '{"a":1}' },
      "InvalidEventPatternException",
      /Reason: "a" must be an object or an array/,
    ],
    ["PutRule", { Name: "x", EventPattern: "{" }, "InvalidEventPatternException", /^Event pattern is not valid/],
    [
      "PutRule",
      { Name: "x", ScheduleExpression: "rate(1 minutes)" },
      "ValidationException",
      /^Parameter ScheduleExpression is not valid\.$/,
    ],
    ["PutRule", { Name: "x", ScheduleExpression: "cron(0 1 * * * *)" }, "ValidationException", /ScheduleExpression/],
    [
      "PutRule",
      { Name: "x", EventPattern: "{}", EventBusName: "b" },
      "ResourceNotFoundException",
      /^Event bus b does not exist\.$/,
    ],
    ["PutRule", { Name: "a b", EventPattern: "{}" }, "ValidationException", /at 'name' failed to satisfy/],
    ["DescribeRule", { Name: "x" }, "ResourceNotFoundException", /^Rule x does not exist on EventBus default\.$/],
    ["DeleteRule", { Name: "r" }, "ValidationException", /^Rule can't be deleted since it has targets\.$/],
    ["PutTargets", { Rule: "r", Targets: [{ Id: "1", Arn: "q" }] }, "ValidationException", /not in correct format/],
    [
      "PutTargets",
      { Rule: "r", Targets: [{ Id: "1", Arn: nowhere }] },
      "ValidationException",
      /has no target for arn:aws:ecs/,
    ],
    [
      "PutTargets",
      { Rule: "r", Targets: [{ ...target, Input: "{}", InputPath: "$.detail" }] },
      "ValidationException",
      /^Only one of/,
    ],
    ["PutTargets", { Rule: "r", Targets: [{ ...target, Input: "{" }] }, "ValidationException", /JSON syntax error/],
    ["PutTargets", { Rule: "r", Targets: [{ ...target, InputPath: "detail" }] }, "ValidationException", /InputPath/],
    [
      "PutTargets",
      { Rule: "r", Targets: [{ ...target, InputTransformer: { InputTemplate: '"<x>"' } }] },
      "ValidationException",
      /invalid placeholder x\.$/,
    ],
    [
      "PutTargets",
      { Rule: "r", Targets: [{ Id: "1", Arn: queue("q.fifo") }] },
      "ValidationException",
      /SqsParameters must be specified/,
    ],
    [
      "PutTargets",
      { Rule: "r", Targets: [{ ...target, DeadLetterConfig: { Arn: queue("d.fifo") } }] },
      "ValidationException",
      /DeadLetterConfig/,
    ],
    [
      "PutTargets",
      { Rule: "r", Targets: [{ ...target, EcsParameters: { TaskDefinitionArn: "t" } }] },
      "ValidationException",
      /EcsParameters/,
    ],
    [
      "PutTargets",
      { Rule: "r", Targets: [2, 3, 4, 5, 6].map((id) => ({ ...target, Id: String(id) })) },
      "LimitExceededException",
      /exceeds the maximum/,
    ],
    [
      "RemovePermission",
      { StatementId: "t" },
      "ResourceNotFoundException",
      /^Statement with the provided id does not exist\.$/,
    ],
    ["TestEventPattern", { EventPattern: "{}", Event: "{}" }, "InvalidEventPatternException", /Empty objects/],
    [
      "TestEventPattern",
      { EventPattern: '{"a":["b"]}', Event: "{}" },
      "ValidationException",
      /^Parameter Event is not valid\.$/,
    ],
    ["CreateArchive", {}, "UnknownOperationException", /does not support events:CreateArchive/],
  ];
  for (const [operation, input, expected, message] of refused) {
    await assert.rejects(call(operation, input), code(expected, message), `${operation} ${JSON.stringify(input)}`);
  }
  await call("RemoveTargets", { Rule: "r", Ids: ["1"] });
  await call("DeleteRule", { Name: "r" });
  assert.deepEqual(
    ((await call("ListRules", {})).Rules as { Name: string }[]).map(({ Name }) => Name),
    ["often"],
  );
  await service.reset();
  assert.deepEqual((await call("ListRules", {})).Rules, []);
});

test("schedules trigger their rules when they are due", async (context) => {
  mock.timers.enable({ apis: ["setInterval", "Date"], now: Date.parse("2026-03-01T10:28:30Z") });
  context.after(() => mock.timers.reset());
  const { delivered, call, integration } = startEvents(context);
  for (const [Name, ScheduleExpression] of [
    ["rate", "rate(2 minutes)"],
    ["cron", "cron(30 10 ? * SUN *)"],
    ["off", "rate(1 minute)"],
  ]) {
    await call("PutRule", { Name, ScheduleExpression, ...(Name === "off" && { State: "DISABLED" }) });
    await call("PutTargets", { Rule: Name, Targets: [{ Id: "1", Arn: queue(String(Name)) }] });
  }
  for (let second = 0; second < 5 * 60; second++) {
    mock.timers.tick(1000);
  }
  await integration.outbox.idle();
  const events = delivered.map(({ arn, body }) => {
    const event = JSON.parse(body) as Record<string, unknown>;
    return [arn.split(":").at(-1), event["detail-type"], event.source, event.time, event.resources];
  });
  const at = (rule: string, time: string) => [
    rule,
    "Scheduled Event",
    "aws.events",
    `2026-03-01T${time}:00Z`,
    [`arn:aws:events:ap-northeast-2:${accountId}:rule/${rule}`],
  ];
  assert.deepEqual(events.toSorted(), [at("cron", "10:30"), at("rate", "10:30"), at("rate", "10:32")].toSorted());
});

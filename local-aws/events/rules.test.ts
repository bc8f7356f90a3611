import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateEventBusCommand,
  DeleteRuleCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  TestEventPatternCommand,
} from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { event, matching, others } from "../integration/event-pattern/testing/documented-patterns";
import { refused } from "../testing/refused";
import { anywhere, patience, Target } from "../testing/target/target";

// Rules, their patterns and targets as real clients see them.

const target = new Target();
let events: EventBridgeClient;
let sqs: SQSClient;

before(async () => {
  await target.start();
  events = target.client(EventBridgeClient);
  sqs = target.client(SQSClient);
});

after(() => target.end());

async function newQueue(name: string): Promise<{ readonly url: string; readonly arn: string }> {
  const QueueName = target.name(name);
  const Attributes = { Policy: target.queuePolicy(QueueName) };
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return { url: QueueUrl, arn: target.arn("sqs", QueueName) };
}

/** The bodies of the next messages of a queue, sorted. */
async function receive(QueueUrl: string, count: number): Promise<string[]> {
  const bodies: string[] = [];
  for (const end = Date.now() + patience; bodies.length < count && Date.now() < end; ) {
    const input = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(input));
    for (const { Body = "", ReceiptHandle } of Messages) {
      bodies.push(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
  return bodies.sort();
}

test("TestEventPattern answers about each documented comparison", anywhere, async () => {
  const Event = JSON.stringify({ id: "1", account: target.accountId, region: target.region, ...event });
  const matched = async (pattern: unknown): Promise<boolean | undefined> => {
    const EventPattern = JSON.stringify({ detail: pattern });
    return (await events.send(new TestEventPatternCommand({ Event, EventPattern }))).Result;
  };
  for (const pattern of matching) {
    assert.equal(await matched(pattern), true, JSON.stringify(pattern));
  }
  for (const pattern of others) {
    assert.equal(await matched(pattern), false, JSON.stringify(pattern));
  }
  await refused(matched([]), "InvalidEventPatternException");
});

test("what matches goes to the rule's targets, whole, in part and transformed", anywhere, async () => {
  const EventBusName = target.name("line");
  await events.send(new CreateEventBusCommand({ Name: EventBusName }));
  const [whole, part] = [await newQueue("whole"), await newQueue("part")];
  const Name = target.name("bad-parts");
  const EventPattern = JSON.stringify({ source: ["line"], detail: { ok: [false] } });
  const { RuleArn = "" } = await events.send(new PutRuleCommand({ Name, EventBusName, EventPattern }));
  const InputTransformer = { InputPathsMap: { line: "$.detail.line" }, InputTemplate: '{"at": "line <line>"}' };
  const Targets = [
    { Id: "whole", Arn: whole.arn },
    { Id: "part", Arn: part.arn, InputPath: "$.detail.part" },
    { Id: "transformed", Arn: part.arn, InputTransformer },
  ];
  const { FailedEntryCount } = await events.send(new PutTargetsCommand({ Rule: Name, EventBusName, Targets }));
  assert.equal(FailedEntryCount, 0);
  const entry = (detail: object) => ({
    ...{ EventBusName, Source: "line", DetailType: "Part made", Detail: JSON.stringify(detail), Resources: ["arn:x"] },
  });
  const Entries = [entry({ line: 3, ok: false, part: "gear" }), entry({ line: 4, ok: true, part: "belt" })];
  const { Entries: put = [] } = await events.send(new PutEventsCommand({ Entries }));
  const [told = ""] = await receive(whole.url, 1);
  const { time, ...envelope } = JSON.parse(told) as Record<string, unknown>;
  assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.deepEqual(envelope, {
    ...{ version: "0", id: put[0]?.EventId, "detail-type": "Part made", source: "line", account: target.accountId },
    ...{ region: target.region, resources: ["arn:x"], detail: { line: 3, ok: false, part: "gear" } },
  });
  assert.deepEqual(await receive(part.url, 2), ['"gear"', '{"at": "line 3"}']);

  const described = await events.send(new DescribeRuleCommand({ Name, EventBusName }));
  assert.deepEqual([described.Arn, described.State, described.EventPattern], [RuleArn, "ENABLED", EventPattern]);
  const listed = await events.send(new ListTargetsByRuleCommand({ Rule: Name, EventBusName }));
  assert.deepEqual(
    listed.Targets?.toSorted((a, b) => ((a.Id ?? "") < (b.Id ?? "") ? -1 : 1)),
    Targets.toSorted((a, b) => (a.Id < b.Id ? -1 : 1)),
  );
  const byTarget = await events.send(new ListRuleNamesByTargetCommand({ TargetArn: part.arn, EventBusName }));
  assert.deepEqual(byTarget.RuleNames, [Name]);
  await refused(events.send(new DeleteRuleCommand({ Name, EventBusName })), "ValidationException", /has targets/);
  await events.send(new RemoveTargetsCommand({ Rule: Name, EventBusName, Ids: Targets.map(({ Id }) => Id) }));
  await events.send(new DeleteRuleCommand({ Name, EventBusName }));
  await refused(events.send(new DescribeRuleCommand({ Name, EventBusName })), "ResourceNotFoundException");
});

test("rules are listed by their prefix, tagged, and refused in AWS's words", anywhere, async () => {
  const names = ["list-1", "list-2"].map((name) => target.name(name));
  for (const Name of names) {
    await events.send(new PutRuleCommand({ Name, ScheduleExpression: "rate(1 day)", State: "DISABLED" }));
  }
  const NamePrefix = target.name("list-");
  const first = await events.send(new ListRulesCommand({ NamePrefix, Limit: 1 }));
  const second = await events.send(new ListRulesCommand({ NamePrefix, Limit: 1, NextToken: first.NextToken }));
  assert.deepEqual(
    [first, second].map(({ Rules }) => Rules?.map(({ Name }) => Name)),
    [[names[0]], [names[1]]],
  );
  const ResourceARN = first.Rules?.[0]?.Arn;
  const Tags = [{ Key: "line", Value: "3" }];
  await events.send(new TagResourceCommand({ ResourceARN, Tags }));
  assert.deepEqual((await events.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags, Tags);
  const put = (more: object) => events.send(new PutRuleCommand({ Name: target.name("odd"), ...more }));
  await refused(put({ EventPattern: "{" }), "InvalidEventPatternException", /^Event pattern is not valid/);
  await refused(put({ EventPattern: '{"a":1}' }), "InvalidEventPatternException", /"a" must be an object or an array/);
  await refused(put({ ScheduleExpression: "rate(1 minutes)" }), "ValidationException", /ScheduleExpression/);
  await refused(put({}), "ValidationException", /EventPattern|ScheduleExpression/);
});

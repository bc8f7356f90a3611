import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CloudWatchLogsClient, CreateLogGroupCommand, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DeleteStateMachineVersionCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachineAliasesCommand,
  ListStateMachinesCommand,
  ListStateMachineVersionsCommand,
  ListTagsForResourceCommand,
  PublishStateMachineVersionCommand,
  paginateListStateMachines,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from "@aws-sdk/client-sfn";
import { inside, Target, withRole } from "../testing/target/target";
import { StatesLab } from "./testing/states-lab";

// State machines, versions, aliases, express executions, logs: the operations around the interpreter.

const target = new Target();
const lab = new StatesLab(target);
const { roleArn } = target;
before(() => lab.start());
after(() => lab.end());

const send: StatesLab["client"]["send"] = ((command: never) => lab.client.send(command)) as never;
const machine = (Result: unknown) => ({ StartAt: "S", States: { S: { Type: "Pass", Result, End: true } } });
const text = (Result: unknown) => JSON.stringify(machine(Result));

test("a state machine is made once, found, listed by pages, and deleted", withRole, async () => {
  const made = { name: target.name("one"), roleArn, definition: text(1) };
  const { stateMachineArn } = await send(new CreateStateMachineCommand(made));
  assert.equal(stateMachineArn, target.arn("states", `stateMachine:${target.name("one")}`));
  assert.equal((await send(new CreateStateMachineCommand(made))).stateMachineArn, stateMachineArn);
  await assert.rejects(send(new CreateStateMachineCommand({ ...made, definition: text(2) })), {
    name: "StateMachineAlreadyExists",
    message: `State Machine Already Exists: '${stateMachineArn}'`,
  });
  const found = await send(new DescribeStateMachineCommand({ stateMachineArn }));
  assert.deepEqual(
    [found.status, found.type, found.definition, found.loggingConfiguration],
    ["ACTIVE", "STANDARD", text(1), { level: "OFF", includeExecutionData: false }],
  );
  const bare = await send(new DescribeStateMachineCommand({ stateMachineArn, includedData: "METADATA_ONLY" }));
  assert.deepEqual([bare.name, bare.definition], [target.name("one"), "{}"]);
  await send(new CreateStateMachineCommand({ ...made, name: target.name("two") }));
  const names: (string | undefined)[] = [];
  for await (const page of paginateListStateMachines({ client: lab.client, pageSize: 1 }, {})) {
    assert.ok((page.stateMachines?.length ?? 0) <= 1);
    names.push(...(page.stateMachines ?? []).map(({ name }) => name));
  }
  assert.deepEqual(
    names.filter((name) => name?.startsWith(target.prefix)),
    ["one", "two"].map((name) => target.name(name)),
  );
  await assert.rejects(send(new ListStateMachinesCommand({ nextToken: "nonsense!" })), { name: "InvalidToken" });
  await send(new DeleteStateMachineCommand({ stateMachineArn }));
  await assert.rejects(send(new DescribeStateMachineCommand({ stateMachineArn })), {
    name: "StateMachineDoesNotExist",
  });
  await assert.rejects(send(new DescribeStateMachineCommand({ stateMachineArn: "not_a_valid_arn" })), {
    name: "InvalidArn",
    message: "Invalid Arn: 'Invalid ARN prefix: not_a_valid_arn'",
  });
  await assert.rejects(send(new CreateStateMachineCommand({ ...made, name: "a b" })), { name: "InvalidName" });
});

test("a name starts one execution: the same again while it runs, refused afterwards", withRole, async () => {
  const stateMachineArn = await lab.machine({ StartAt: "W", States: { W: { Type: "Wait", Seconds: 1, End: true } } });
  const start = (input: string, name = "mine") => send(new StartExecutionCommand({ stateMachineArn, name, input }));
  const first = await start('{"a":1}');
  assert.equal((await start('{"a":1}')).executionArn, first.executionArn);
  await assert.rejects(start('{"a":2}'), { name: "ExecutionAlreadyExists" });
  await lab.ended(first.executionArn ?? "");
  await assert.rejects(start('{"a":1}'), { name: "ExecutionAlreadyExists" });
  await assert.rejects(start("not json", "other"), {
    name: "InvalidExecutionInput",
    message:
      "Invalid State Machine Execution Input: 'Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'",
  });
  const { executions } = await send(new ListExecutionsCommand({ stateMachineArn, statusFilter: "SUCCEEDED" }));
  assert.deepEqual(
    executions?.map(({ name }) => name),
    ["mine"],
  );
  const executionArn = first.executionArn ?? "";
  const page = await send(
    new GetExecutionHistoryCommand({ executionArn, maxResults: 2, reverseOrder: true, includeExecutionData: false }),
  );
  assert.deepEqual(
    page.events?.map(({ id }) => id),
    [4, 3],
  );
  assert.equal(page.events?.[0]?.executionSucceededEventDetails?.output, undefined);
  const rest = await send(
    new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, nextToken: page.nextToken }),
  );
  assert.deepEqual(
    rest.events?.map(({ id }) => id),
    [2, 1],
  );
});

test("updates, versions and aliases: what runs is what was published", withRole, async () => {
  const { stateMachineArn = "" } = await send(
    new CreateStateMachineCommand({ name: target.name("versions"), roleArn, definition: text("v1") }),
  );
  const v1 = (await send(new PublishStateMachineVersionCommand({ stateMachineArn }))).stateMachineVersionArn ?? "";
  assert.equal(v1, `${stateMachineArn}:1`);
  assert.equal((await send(new PublishStateMachineVersionCommand({ stateMachineArn }))).stateMachineVersionArn, v1);
  const { revisionId, stateMachineVersionArn: v2 = "" } = await send(
    new UpdateStateMachineCommand({
      stateMachineArn,
      definition: text("v2"),
      publish: true,
      versionDescription: "second",
    }),
  );
  assert.equal(v2, `${stateMachineArn}:2`);
  assert.deepEqual((await send(new DescribeStateMachineCommand({ stateMachineArn: v2 }))).description, "second");
  const versions = await send(new ListStateMachineVersionsCommand({ stateMachineArn }));
  assert.deepEqual(
    versions.stateMachineVersions?.map((each) => each.stateMachineVersionArn),
    [v2, v1],
  );
  await assert.rejects(send(new PublishStateMachineVersionCommand({ stateMachineArn, revisionId: "other" })), {
    name: "ConflictException",
    message: `Failed to publish the State Machine version for revision other. The current State Machine revision is ${revisionId}.`,
  });
  const routing = (weight: number) => [
    { stateMachineVersionArn: v1, weight },
    { stateMachineVersionArn: v2, weight: 100 - weight },
  ];
  await assert.rejects(
    send(
      new CreateStateMachineAliasCommand({
        name: "live",
        routingConfiguration: routing(70).map((each) => ({ ...each, weight: 70 })),
      }),
    ),
    { name: "ValidationException", message: "Sum of routing configuration weights must equal 100. Received: [70, 70]" },
  );
  const { stateMachineAliasArn: alias = "" } = await send(
    new CreateStateMachineAliasCommand({ name: "live", routingConfiguration: routing(100) }),
  );
  const run = async (arn: string) => lab.ended(await lab.begin(arn));
  const first = await run(alias);
  assert.deepEqual([first.value, first.stateMachineVersionArn, first.stateMachineAliasArn], ["v1", v1, alias]);
  await send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn: alias, routingConfiguration: routing(0) }));
  assert.equal((await run(alias)).value, "v2");
  assert.equal((await run(v1)).value, "v1");
  const byAlias = await send(new ListExecutionsCommand({ stateMachineArn: alias }));
  assert.equal(byAlias.executions?.length, 2);
  await assert.rejects(send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: v1 })), {
    name: "ConflictException",
    message:
      "Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]",
  });
  const { routingConfiguration } = await send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn: alias }));
  assert.deepEqual(routingConfiguration, routing(0));
  const { stateMachineAliases } = await send(new ListStateMachineAliasesCommand({ stateMachineArn }));
  assert.deepEqual(
    stateMachineAliases?.map((each) => each.stateMachineAliasArn),
    [alias],
  );
  const executionArn = first.executionArn;
  assert.equal((await send(new DescribeStateMachineForExecutionCommand({ executionArn }))).definition, text("v1"));
});

test("an express state machine answers at once, and is not listed", withRole, async () => {
  const stateMachineArn = await lab.machine(machine({ a: 1 }), "EXPRESS");
  const answer = await send(new StartSyncExecutionCommand({ stateMachineArn, input: '{"in":1}', name: "quick" }));
  assert.deepEqual(
    [answer.status, answer.output, answer.input, answer.name],
    ["SUCCEEDED", '{"a":1}', '{"in":1}', "quick"],
  );
  assert.match(answer.executionArn ?? "", /:express:\S*machine-\d+:quick:[0-9a-f-]{36}$/);
  assert.deepEqual(answer.billingDetails, { billedMemoryUsedInMB: 64, billedDurationInMilliseconds: 100 });
  const failing = await lab.machine(
    { StartAt: "F", States: { F: { Type: "Fail", Error: "E", Cause: "C" } } },
    "EXPRESS",
  );
  const failed = await send(new StartSyncExecutionCommand({ stateMachineArn: failing }));
  assert.deepEqual([failed.status, failed.error, failed.cause], ["FAILED", "E", "C"]);
  await assert.rejects(send(new ListExecutionsCommand({ stateMachineArn })), { name: "StateMachineTypeNotSupported" });
  const { executionArn } = await send(new StartExecutionCommand({ stateMachineArn }));
  await assert.rejects(send(new DescribeExecutionCommand({ executionArn })), {
    name: "InvalidArn",
    message: "Invalid Arn: 'Resource type not valid in this context: express'",
  });
});

test("what happens is logged as the state machine asks", inside, async () => {
  const logs = target.client(CloudWatchLogsClient);
  const logGroupName = "/aws/vendedlogs/states/lab";
  const logGroupArn = `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}:*`;
  const loggingConfiguration = {
    level: "ALL" as const,
    includeExecutionData: true,
    destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
  };
  const made = { name: "logged", roleArn, type: "EXPRESS" as const, definition: text("told"), loggingConfiguration };
  await assert.rejects(send(new CreateStateMachineCommand(made)), {
    name: "InvalidLoggingConfiguration",
    message: "Invalid Logging Configuration: Log Destination not found.",
  });
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  const { stateMachineArn } = await send(new CreateStateMachineCommand(made));
  const { executionArn } = await send(new StartSyncExecutionCommand({ stateMachineArn }));
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
  const lines = events.map(({ message }) => JSON.parse(message ?? ""));
  assert.deepEqual(
    lines.map(({ id, type, previous_event_id }) => [id, type, previous_event_id]),
    [
      ["1", "ExecutionStarted", "0"],
      ["2", "PassStateEntered", "0"],
      ["3", "PassStateExited", "2"],
      ["4", "ExecutionSucceeded", "3"],
    ],
  );
  assert.equal(lines[3].execution_arn, executionArn);
  assert.deepEqual(lines[3].details, { output: '"told"', outputDetails: { truncated: false } });
});

test("tags, and what is wrong with a definition", withRole, async () => {
  const resourceArn = await lab.machine(machine(1));
  await send(
    new TagResourceCommand({
      resourceArn,
      tags: [
        { key: "a", value: "1" },
        { key: "b", value: "2" },
      ],
    }),
  );
  await send(new UntagResourceCommand({ resourceArn, tagKeys: ["a"] }));
  assert.deepEqual((await send(new ListTagsForResourceCommand({ resourceArn }))).tags, [{ key: "b", value: "2" }]);
  await assert.rejects(send(new TagResourceCommand({ resourceArn: `${resourceArn}-none`, tags: [] })), {
    name: "ResourceNotFound",
  });
  const good = await send(new ValidateStateMachineDefinitionCommand({ definition: text(1) }));
  assert.deepEqual([good.result, good.diagnostics], ["OK", []]);
  const bad = await send(new ValidateStateMachineDefinitionCommand({ definition: '{"StartAt":"S"}' }));
  assert.deepEqual(bad.diagnostics, [
    {
      severity: "ERROR",
      code: "SCHEMA_VALIDATION_FAILED",
      message: "These fields are required: [States]",
      location: "/",
    },
  ]);
});

test("a thousand Pass states in one execution", withRole, async () => {
  const States = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, index) => [
      `P${index}`,
      { Type: "Pass", ...(index < 999 ? { Next: `P${index + 1}` } : { End: true }) },
    ]),
  );
  const stateMachineArn = await lab.machine({ StartAt: "P0", States });
  const { startDate, stopDate, events } = await lab.ended(await lab.begin(stateMachineArn, { a: 1 }));
  assert.equal(events.length, 2_002);
  // the bench has the bound; here it may be a busy machine
  assert.ok(Number(stopDate) - Number(startDate) < 15_000);
});

import assert from "node:assert/strict";
import { after, before, mock, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  BatchGetTriggersCommand,
  CreateCrawlerCommand,
  CreateTriggerCommand,
  type CreateTriggerRequest,
  DeleteTriggerCommand,
  GetCrawlerCommand,
  GetJobRunsCommand,
  GetTagsCommand,
  GetTriggerCommand,
  GetTriggersCommand,
  type JobRun,
  ListTriggersCommand,
  StartTriggerCommand,
  StopTriggerCommand,
  UpdateTriggerCommand,
} from "@aws-sdk/client-glue";
import { type GlueServer, startGlueServer } from "../testing/glue-server";
import { createPythonShellJob, startRun, until, waitForRun } from "../testing/job-runs";

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
  for (const name of ["first", "second", "third", "on-failure"]) {
    await createPythonShellJob(server, name, "print('done')\n");
  }
  await createPythonShellJob(server, "fails", "raise ValueError('no')\n");
  server.put("lab", "data/t/f.csv", "id,x\n1,2.5\n2,3\n");
  const Targets = { S3Targets: [{ Path: "s3://lab/data/t/" }] };
  await server.glue.send(new CreateCrawlerCommand({ Name: "crawler", Role: "r", DatabaseName: "db", Targets }));
});
after(() => server.close());

const create = (input: Omit<CreateTriggerRequest, "Type"> & { Type?: CreateTriggerRequest["Type"] }) =>
  server.glue.send(new CreateTriggerCommand({ Type: "ON_DEMAND", ...input }));

const fire = (Name: string) => server.glue.send(new StartTriggerCommand({ Name }));

const state = async (Name: string): Promise<string | undefined> =>
  (await server.glue.send(new GetTriggerCommand({ Name }))).Trigger?.State;

async function runs(job: string): Promise<JobRun[]> {
  return (await server.glue.send(new GetJobRunsCommand({ JobName: job }))).JobRuns ?? [];
}

/** The first run that a trigger started, when it has ended. */
async function runOf(job: string, trigger: string): Promise<JobRun> {
  let id: string | undefined;
  await until(`${trigger} started ${job}`, async () => {
    id = (await runs(job)).find((run) => run.TriggerName === trigger)?.Id;
    return id !== undefined;
  });
  return waitForRun(server.glue, job, id ?? "");
}

test("a trigger on demand starts its jobs with its arguments and stays CREATED", async () => {
  const Actions = [{ JobName: "first", Arguments: { "--day": "7" }, Timeout: 5 }, { JobName: "second" }];
  await create({ Name: "now", Actions });
  await fire("now");
  const run = await runOf("first", "now");
  assert.deepEqual([run.JobRunState, run.Arguments, run.Timeout], ["SUCCEEDED", { "--day": "7" }, 5]);
  assert.equal((await runOf("second", "now")).JobRunState, "SUCCEEDED");
  assert.equal(await state("now"), "CREATED");
  await assert.rejects(server.glue.send(new StopTriggerCommand({ Name: "now" })), { name: "InvalidInputException" });
});

test("a conditional trigger waits for all of its conditions; another one for any", async () => {
  const crawled = { CrawlerName: "crawler", CrawlState: "SUCCEEDED" as const };
  const succeeded = ["first", "second"].map((JobName) => ({ JobName, State: "SUCCEEDED" as const }));
  const Conditions = [...succeeded, crawled];
  const conditional = { Type: "CONDITIONAL", StartOnCreation: true } as const;
  await create({
    ...conditional,
    Name: "all-done",
    Predicate: { Logical: "AND", Conditions },
    Actions: [{ JobName: "third" }],
  });
  const failed = [{ JobName: "first", State: "FAILED" as const }, crawled];
  const any = { Logical: "ANY" as const, Conditions: failed };
  await create({ ...conditional, Name: "any-done", Predicate: any, Actions: [{ JobName: "on-failure" }] });
  const Actions = [{ JobName: "first" }, { JobName: "second" }, { CrawlerName: "crawler" }];
  await create({ Name: "go", Actions });
  await fire("go");
  const third = await runOf("third", "all-done");
  assert.equal(third.JobRunState, "SUCCEEDED");
  const predecessors = third.PredecessorRuns ?? [];
  assert.deepEqual(
    predecessors.map((run) => run.JobName),
    ["first", "second"],
  );
  for (const { JobName = "", RunId = "" } of predecessors) {
    const before = await waitForRun(server.glue, JobName, RunId);
    assert.equal(before.TriggerName, "go");
    assert.ok((before.CompletedOn ?? 0) <= (third.StartedOn ?? 0));
  }
  const { Crawler: crawler } = await server.glue.send(new GetCrawlerCommand({ Name: "crawler" }));
  assert.equal(crawler?.LastCrawl?.Status, "SUCCEEDED");
  assert.equal((await runOf("on-failure", "any-done")).JobRunState, "SUCCEEDED");
  assert.equal((await runs("on-failure")).length, 1);
});

test("the failure of a job's last attempt is what a condition on FAILED sees", async () => {
  await createPythonShellJob(server, "twice", "raise ValueError('no')\n", { MaxRetries: 1 });
  await createPythonShellJob(server, "after-twice", "print('sorry')\n");
  const Conditions = [{ LogicalOperator: "EQUALS" as const, JobName: "twice", State: "FAILED" as const }];
  const Actions = [{ JobName: "after-twice" }];
  await create({ Name: "sorry", Type: "CONDITIONAL", Predicate: { Conditions }, Actions, StartOnCreation: true });
  await create({ Name: "go-twice", Actions: [{ JobName: "twice" }] });
  await fire("go-twice");
  const { PredecessorRuns = [] } = await runOf("after-twice", "sorry");
  assert.match(PredecessorRuns[0]?.RunId ?? "", /^jr_[0-9a-f]{64}_attempt_1$/);
  assert.equal((await runs("after-twice")).length, 1);
  assert.deepEqual(
    (await runs("twice")).map((run) => run.TriggerName),
    ["go-twice", "go-twice"],
  );
});

test("a run that nobody's trigger started fires none, nor does a trigger that is not activated", async () => {
  await createPythonShellJob(server, "watched", "print('done')\n");
  await createPythonShellJob(server, "never", "print('done')\n");
  const Conditions = [{ JobName: "watched", State: "SUCCEEDED" as const }];
  await create({ Name: "watching", Type: "CONDITIONAL", Predicate: { Conditions }, Actions: [{ JobName: "never" }] });
  assert.equal(await state("watching"), "CREATED");
  await create({ Name: "go-watched", Actions: [{ JobName: "watched" }] });
  await fire("go-watched");
  await runOf("watched", "go-watched");
  await server.glue.send(new StartTriggerCommand({ Name: "watching" }));
  assert.equal(await state("watching"), "ACTIVATED");
  await waitForRun(server.glue, "watched", await startRun(server.glue, "watched"));
  await sleep(300);
  assert.deepEqual(await runs("never"), []);
  await fire("go-watched");
  assert.equal((await runOf("never", "watching")).JobRunState, "SUCCEEDED");
  await server.glue.send(new StopTriggerCommand({ Name: "watching" }));
  assert.equal(await state("watching"), "DEACTIVATED");
});

test("a scheduled trigger fires when its minute comes, if it is activated", async () => {
  await createPythonShellJob(server, "scheduled", "print('done')\n");
  const at = { Type: "SCHEDULED" as const, Schedule: "cron(30 10 * * ? *)", Actions: [{ JobName: "scheduled" }] };
  await create({ ...at, Name: "idle" });
  await create({ ...at, Name: "half-past-ten", StartOnCreation: true });
  assert.equal(await state("half-past-ten"), "ACTIVATED");
  await server.restart();
  // only the date is set: the timers that look at it stay the real ones
  mock.timers.enable({ apis: ["Date"], now: Date.parse("2025-07-12T10:30:00Z") });
  try {
    const deadline = performance.now() + 10_000;
    while ((await runs("scheduled")).length === 0) {
      assert.ok(performance.now() < deadline, "The schedule did not fire.");
      await sleep(50);
    }
  } finally {
    mock.timers.reset();
  }
  assert.equal((await runOf("scheduled", "half-past-ten")).JobRunState, "SUCCEEDED");
  assert.equal((await runs("scheduled")).length, 1);
});

test("definitions: read, list, update, tags, delete", async () => {
  const { Trigger: trigger } = await server.glue.send(new GetTriggerCommand({ Name: "all-done" }));
  assert.deepEqual([trigger?.Type, trigger?.State, trigger?.Predicate?.Logical], ["CONDITIONAL", "ACTIVATED", "AND"]);
  assert.equal(trigger?.Predicate?.Conditions?.[0]?.LogicalOperator, "EQUALS");
  await create({ Name: "tagged", Actions: [{ JobName: "first" }], Tags: { team: "quality" } });
  await assert.rejects(create({ Name: "tagged", Actions: [{ JobName: "first" }] }), { name: "AlreadyExistsException" });
  const ResourceArn = "arn:aws:glue:us-east-1:000000000000:trigger/tagged";
  assert.deepEqual((await server.glue.send(new GetTagsCommand({ ResourceArn }))).Tags, { team: "quality" });
  const listed = await server.glue.send(new ListTriggersCommand({ Tags: { team: "quality" } }));
  assert.deepEqual(listed.TriggerNames, ["tagged"]);
  const starting = await server.glue.send(new GetTriggersCommand({ DependentJobName: "third" }));
  assert.deepEqual(
    starting.Triggers?.map(({ Name }) => Name),
    ["all-done"],
  );
  const batch = await server.glue.send(new BatchGetTriggersCommand({ TriggerNames: ["tagged", "none"] }));
  assert.deepEqual([batch.Triggers?.length, batch.TriggersNotFound], [1, ["none"]]);
  const TriggerUpdate = { Description: "changed", Actions: [{ JobName: "second" }] };
  const { Trigger: updated } = await server.glue.send(new UpdateTriggerCommand({ Name: "tagged", TriggerUpdate }));
  assert.deepEqual([updated?.Description, updated?.Actions], ["changed", [{ JobName: "second" }]]);
  await server.glue.send(new DeleteTriggerCommand({ Name: "tagged" }));
  await assert.rejects(server.glue.send(new GetTriggerCommand({ Name: "tagged" })), {
    name: "EntityNotFoundException",
  });
  await server.glue.send(new DeleteTriggerCommand({ Name: "tagged" }));
});

test("what is no trigger is refused", async () => {
  const Actions = [{ JobName: "first" }];
  const onFirst = { Conditions: [{ JobName: "first", State: "SUCCEEDED" as const }] };
  const two = { Conditions: [...onFirst.Conditions, { JobName: "second", State: "STOPPED" as const }] };
  const three = ["crawler", "crawler", "crawler"].map((CrawlerName) => ({ CrawlerName }));
  const cases: [Partial<CreateTriggerRequest>, string, RegExp][] = [
    [{ Type: "EVENT" }, "InvalidInputException", /EVENT/],
    [{ StartOnCreation: true }, "InvalidInputException", /ON_DEMAND/],
    [{ Type: "SCHEDULED" }, "ValidationException", /schedule/],
    [{ Type: "SCHEDULED", Schedule: "cron(* * * * ? *)" }, "InvalidInputException", /5 minutes/],
    [{ Type: "CONDITIONAL" }, "ValidationException", /predicate/],
    [{ Type: "CONDITIONAL", Predicate: { Conditions: [] } }, "InvalidInputException", /at least one condition/],
    [{ Type: "CONDITIONAL", Predicate: onFirst }, "InvalidInputException", /^Job cannot be a Predicate and Action/],
    [{ Type: "CONDITIONAL", Predicate: two, Actions: [{ JobName: "third" }] }, "ValidationException", /logical/],
    [{ Actions: [] }, "InvalidInputException", /at least one action/],
    [{ Actions: [{ JobName: "first", CrawlerName: "crawler" }] }, "InvalidInputException", /either/],
    [{ Actions: [{ JobName: "nowhere" }] }, "EntityNotFoundException", /nowhere/],
    [{ Actions: three }, "InvalidInputException", /at most 2 crawlers/],
    [{ WorkflowName: "nowhere" }, "EntityNotFoundException", /nowhere/],
  ];
  for (const [more, name, message] of cases) {
    await assert.rejects(create({ Name: "refused", Actions, ...more }), { name, message }, JSON.stringify(more));
  }
  await assert.rejects(fire("refused"), { name: "EntityNotFoundException" });
});

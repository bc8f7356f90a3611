import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import {
  CreateJobCommand,
  CreateTriggerCommand,
  CreateWorkflowCommand,
  GetTriggerCommand,
  GetWorkflowRunsCommand,
  GlueClient,
  type WorkflowRun,
} from "@aws-sdk/client-glue";
import { startLocalAws } from "../../server";
import { clientOptions } from "../../testing/client-options";

test("events start a workflow when there are enough, or when their window ends", async (context) => {
  const dataDir = mkdtempSync(join(tmpdir(), "event-starts-"));
  const aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
  context.after(async () => {
    await aws.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const glue = new GlueClient(clientOptions(aws.url));
  const events = new EventBridgeClient(clientOptions(aws.url));
  const Command = { Name: "pythonshell", PythonVersion: "3.9", ScriptLocation: "s3://nowhere/at-all.py" };
  const ExecutionProperty = { MaxConcurrentRuns: 10 };
  await glue.send(new CreateJobCommand({ Name: "job", Role: "role", Command, ExecutionProperty }));
  const Actions = [{ JobName: "job" }];
  const alone = new CreateTriggerCommand({ Name: "alone", Type: "EVENT", Actions });
  await assert.rejects(glue.send(alone), { name: "InvalidInputException" });
  const batches = { full: { BatchSize: 2, BatchWindow: 900 }, window: { BatchSize: 5, BatchWindow: 1 } };
  for (const [Name, EventBatchingCondition] of Object.entries(batches)) {
    await glue.send(new CreateWorkflowCommand({ Name }));
    const trigger = { Name, WorkflowName: Name, Type: "EVENT" as const, EventBatchingCondition, Actions };
    await glue.send(new CreateTriggerCommand(trigger));
    const found = await glue.send(new GetTriggerCommand({ Name }));
    assert.deepEqual(found.Trigger?.EventBatchingCondition, EventBatchingCondition);
    await events.send(new PutRuleCommand({ Name, EventPattern: JSON.stringify({ source: [Name] }) }));
    const Arn = `arn:aws:glue:us-east-1:000000000000:workflow/${Name}`;
    await events.send(
      new PutTargetsCommand({ Rule: Name, Targets: [{ Id: "1", Arn, RoleArn: "arn:aws:iam::0:role/r" }] }),
    );
  }
  const put = async (Source: string, count: number) => {
    const entry = { Source, DetailType: "t", Detail: "{}" };
    const { Entries = [] } = await events.send(new PutEventsCommand({ Entries: Array(count).fill(entry) }));
    return Entries.map(({ EventId }) => EventId);
  };
  const runs = async (Name: string, count: number): Promise<WorkflowRun[]> => {
    for (const end = Date.now() + 10_000; ; ) {
      const { Runs = [] } = await glue.send(new GetWorkflowRunsCommand({ Name }));
      if (Runs.length >= count || Date.now() > end) {
        return Runs;
      }
      await setTimeout(20);
    }
  };
  const full = await put("full", 5);
  const started = await runs("full", 2);
  const ids = started.map(({ WorkflowRunProperties }) => WorkflowRunProperties?.["aws:eventIds"]);
  assert.deepEqual(ids.toSorted(), [`[${full[0]}, ${full[1]}]`, `[${full[2]}, ${full[3]}]`].toSorted());
  assert.equal(started[0]?.StartingEventBatchCondition?.BatchSize, 2);
  const [first, second] = await put("window", 2);
  const [late] = await runs("window", 1);
  assert.equal(late?.WorkflowRunProperties?.["aws:eventIds"], `[${first}, ${second}]`);
  assert.deepEqual(late?.StartingEventBatchCondition, { BatchSize: 2, BatchWindow: 1 });
});

import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { seededRandom } from "../../datasets/shared/seeded-random";
import { clientOptions } from "../testing/client-options";
import { roleArn } from "./testing/states-lab";

// The process is killed at random moments. What was acknowledged is there, and goes on.

const dataDir = mkdtempSync(join(tmpdir(), "states-killed-"));
let running: ChildProcess | undefined;
let client: SFNClient;

async function start(): Promise<void> {
  running = fork(join(__dirname, "testing", "killed-states.js"), [dataDir], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [url] = (await once(running, "message")) as [string];
  client = new SFNClient({ ...clientOptions(url), maxAttempts: 1 });
}

async function kill(): Promise<void> {
  const ended = once(running as ChildProcess, "exit");
  running?.kill("SIGKILL");
  await ended;
  client.destroy();
}

after(async () => {
  await kill();
  rmSync(dataDir, { recursive: true, force: true });
});

const counting = {
  StartAt: "Count",
  States: {
    Count: {
      Type: "Pass",
      Parameters: { "n.$": "States.MathAdd($.n, 1)", "items.$": "$.items" },
      Next: "Enough",
    },
    Enough: { Type: "Choice", Choices: [{ Variable: "$.n", NumericLessThan: 120, Next: "Count" }], Default: "Both" },
    Both: {
      Type: "Parallel",
      Branches: [
        { StartAt: "A", States: { A: { Type: "Wait", Seconds: 1, End: true } } },
        {
          StartAt: "B",
          States: {
            B: {
              Type: "Map",
              ItemsPath: "$.items",
              ItemProcessor: { StartAt: "I", States: { I: { Type: "Pass", End: true } } },
              End: true,
            },
          },
        },
      ],
      End: true,
    },
  },
};

async function ended(executionArn: string) {
  for (;;) {
    const found = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (found.status !== "RUNNING") {
      return found;
    }
    await sleep(20);
  }
}

async function history(executionArn: string) {
  const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
  return events;
}

test("killed at random moments, each acknowledged execution ends as if nothing had been, each event told once", async () => {
  const random = seededRandom(20250712);
  await start();
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({
      name: "counting",
      roleArn,
      definition: JSON.stringify(counting),
    }),
  );
  const acknowledged: string[] = [];
  for (let round = 0; round < 4; round++) {
    for (let begun = 0; begun < 3 + random() * 5; begun++) {
      const input = JSON.stringify({ n: 0, items: ["a", "b"] });
      const { executionArn = "" } = await client.send(new StartExecutionCommand({ stateMachineArn, input }));
      acknowledged.push(executionArn);
      await sleep(random() * 60);
    }
    await kill();
    await start();
  }
  for (const arn of acknowledged) {
    const { status, output } = await ended(arn);
    assert.equal(status, "SUCCEEDED");
    assert.deepEqual(JSON.parse(output ?? ""), [{ n: 120, items: ["a", "b"] }, ["a", "b"]]);
    const events = await history(arn);
    assert.deepEqual(
      events.map(({ id }) => id),
      events.map((_, index) => index + 1),
    );
    assert.equal(
      events.filter(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name === "Count").length,
      120,
    );
    assert.equal(events.filter(({ type }) => type === "ExecutionSucceeded").length, 1);
  }
  const listed = await client.send(new ListExecutionsCommand({ stateMachineArn }));
  assert.deepEqual(
    listed.executions?.map(({ executionArn }) => executionArn).sort(),
    [...new Set(acknowledged)].sort(),
  );
});

test("a task's token outlives the process, and what was told with it is not lost", async () => {
  const { activityArn } = await client.send(new CreateActivityCommand({ name: "outside" }));
  const definition = JSON.stringify({
    StartAt: "Ask",
    States: {
      Ask: { Type: "Task", Resource: activityArn, ResultPath: "$.answer", Next: "Wait" },
      Wait: { Type: "Wait", Seconds: 1, End: true },
    },
  });
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand({ name: "asking", roleArn, definition }));
  const { executionArn = "" } = await client.send(new StartExecutionCommand({ stateMachineArn, input: "{}" }));
  const { taskToken } = await client.send(new GetActivityTaskCommand({ activityArn, workerName: "w" }));
  await kill();
  await start();
  // it is known again as soon as the executions go on
  for (let sent = false; !sent; ) {
    sent = await client.send(new SendTaskSuccessCommand({ taskToken, output: '"yes"' })).then(
      () => true,
      () => sleep(20, false),
    );
  }
  await kill();
  await start();
  const { output } = await ended(executionArn);
  assert.deepEqual(JSON.parse(output ?? ""), { answer: "yes" });
  const types = (await history(executionArn)).map(({ type }) => type);
  assert.deepEqual(types, [
    ...["ExecutionStarted", "TaskStateEntered", "ActivityScheduled", "ActivityStarted", "ActivitySucceeded"],
    ...["TaskStateExited", "WaitStateEntered", "WaitStateExited", "ExecutionSucceeded"],
  ]);
});

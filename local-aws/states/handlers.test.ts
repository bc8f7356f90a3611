import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateActivityCommand,
  DescribeExecutionCommand,
  GetActivityTaskCommand,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { Target, withRole } from "../testing/target/target";
import { inShort, StatesLab } from "./testing/states-lab";

// Retry, Catch, timeouts, stop and redrive, with activities as the tasks: their workers decide how they end.

const lab = new StatesLab(new Target());
let activityArn = "";

before(async () => {
  await lab.start();
  if (lab.target.isThere) {
    const work = new CreateActivityCommand({ name: lab.target.name("work") });
    activityArn = (await lab.client.send(work)).activityArn ?? "";
  }
});
after(() => lab.end());

const task = (more: object = {}) => ({ Type: "Task", Resource: activityArn, End: true, ...more });
const one = (state: object, more: object = {}) => ({ StartAt: "S", States: { S: state, ...more } });
const take = () => lab.client.send(new GetActivityTaskCommand({ activityArn, workerName: "me" }));
const succeed = (taskToken: string | undefined, output: unknown) =>
  lab.client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
const fail = (taskToken: string | undefined, error: string, cause?: string) =>
  lab.client.send(new SendTaskFailureCommand({ taskToken, error, cause }));

test("an activity's task: a worker takes it, and its output is the result", withRole, async () => {
  const arn = await lab.begin(await lab.machine(one(task({ ResultPath: "$.out" }))), { in: 1 });
  const { taskToken, input } = await take();
  assert.deepEqual(JSON.parse(input ?? ""), { in: 1 });
  await succeed(taskToken, [2]);
  const { value, events } = await lab.ended(arn);
  assert.deepEqual(value, { in: 1, out: [2] });
  assert.deepEqual(inShort(events).slice(2, 6), [
    "3<-2 ActivityScheduled",
    "4<-3 ActivityStarted",
    "5<-4 ActivitySucceeded",
    "6<-5 TaskStateExited",
  ]);
  assert.deepEqual(events[3]?.activityStartedEventDetails, { workerName: "me" });
  await assert.rejects(succeed(taskToken, 1), { name: "TaskTimedOut" });
  await assert.rejects(succeed("no token", 1), { name: "InvalidToken" });
});

test("a retrier tries again as often as it says, and a catcher takes what is left", withRole, async () => {
  const arn = await lab.begin(
    await lab.machine(
      one(
        task({
          Retry: [
            { ErrorEquals: ["Never"], MaxAttempts: 9 },
            { ErrorEquals: ["Flaky"], IntervalSeconds: 1, MaxAttempts: 1, BackoffRate: 1, JitterStrategy: "FULL" },
          ],
          Catch: [{ ErrorEquals: ["States.TaskFailed"], ResultPath: "$.error", Next: "Caught" }],
        }),
        { Caught: { Type: "Pass", End: true } },
      ),
    ),
    { kept: 1 },
  );
  await fail((await take()).taskToken, "Flaky", "first");
  await fail((await take()).taskToken, "Flaky", "second");
  const { value, events } = await lab.ended(arn);
  assert.deepEqual(value, { kept: 1, error: { Error: "Flaky", Cause: "second" } });
  assert.deepEqual(
    events.map(({ type }) => type),
    [
      ...["ExecutionStarted", "TaskStateEntered", "ActivityScheduled", "ActivityStarted", "ActivityFailed"],
      ...["ActivityScheduled", "ActivityStarted", "ActivityFailed", "TaskStateExited", "PassStateEntered"],
      ...["PassStateExited", "ExecutionSucceeded"],
    ],
  );
});

test("an error that nothing takes ends the execution; redriven, it goes on there", withRole, async () => {
  const executionArn = await lab.begin(
    await lab.machine({
      StartAt: "First",
      States: { First: { Type: "Pass", Result: { first: true }, Next: "S" }, S: task() },
    }),
  );
  await fail((await take()).taskToken, "Broken", "why");
  const failed = await lab.ended(executionArn);
  assert.deepEqual([failed.status, failed.error, failed.cause], ["FAILED", "Broken", "why"]);
  assert.equal(failed.redriveStatus, "REDRIVABLE");
  await lab.client.send(new RedriveExecutionCommand({ executionArn }));
  const again = await take();
  assert.deepEqual(JSON.parse(again.input ?? ""), { first: true });
  await succeed(again.taskToken, "done");
  const redriven = await lab.ended(executionArn);
  assert.deepEqual([redriven.status, redriven.value, redriven.redriveCount], ["SUCCEEDED", "done", 1]);
  assert.deepEqual(
    redriven.events.slice(failed.events.length).map(({ type }) => type),
    [
      "ExecutionRedriven",
      "ActivityScheduled",
      "ActivityStarted",
      "ActivitySucceeded",
      "TaskStateExited",
      "ExecutionSucceeded",
    ],
  );
  await assert.rejects(lab.client.send(new RedriveExecutionCommand({ executionArn })), {
    name: "ExecutionNotRedrivable",
  });
});

test("a task ends with its time, and with the heartbeat that does not come", withRole, async () => {
  const over = await lab.begin(await lab.machine(one(task({ TimeoutSeconds: 1 }))));
  const { taskToken } = await take();
  const timedOut = await lab.ended(over);
  assert.deepEqual([timedOut.status, timedOut.error], ["FAILED", "States.Timeout"]);
  assert.equal(timedOut.events.at(-2)?.type, "ActivityTimedOut");
  await assert.rejects(succeed(taskToken, 1), { name: "TaskTimedOut" });
  const beating = await lab.begin(
    await lab.machine(one(task({ HeartbeatSecondsPath: "$.beat", TimeoutSeconds: 60 }))),
    { beat: 1 },
  );
  const taken = await take();
  for (let beat = 0; beat < 3; beat++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await lab.client.send(new SendTaskHeartbeatCommand({ taskToken: taken.taskToken }));
  }
  const missed = await lab.ended(beating);
  assert.equal(missed.error, "States.Timeout");
  assert.ok(Number(missed.stopDate) - Number(missed.startDate) >= 2_400);
});

test("an execution is stopped at once, and what it waited for is gone", withRole, async () => {
  const executionArn = await lab.begin(await lab.machine(one(task())));
  const { taskToken } = await take();
  await lab.client.send(new StopExecutionCommand({ executionArn, error: "Stopped", cause: "by hand" }));
  const stopped = await lab.client.send(new DescribeExecutionCommand({ executionArn }));
  assert.deepEqual([stopped.status, stopped.error, stopped.cause], ["ABORTED", "Stopped", "by hand"]);
  const last = (await lab.history(executionArn)).at(-1);
  assert.deepEqual([last?.type, last?.previousEventId], ["ExecutionAborted", 0]);
  await assert.rejects(succeed(taskToken, 1), { name: "TaskTimedOut" });
});

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { type Scheduled, Scheduler } from "./scheduler";

/** Second by second, as it looks at the time. */
function pass(minutes: number): void {
  for (let second = 0; second < minutes * 60; second++) {
    mock.timers.tick(1000);
  }
}

test("each minute starts what is due then, whatever goes wrong with another, and asks anew what is scheduled", (context) => {
  const told = context.mock.method(console, "error", () => {});
  mock.timers.enable({ apis: ["setInterval", "Date"], now: Date.parse("2025-07-12T10:28:30Z") });
  const started: string[] = [];
  const schedule = (title: string, expression: string, start = () => {}): Scheduled => ({
    title,
    expression,
    start: () => {
      started.push(`${title} ${new Date().toISOString().slice(11, 16)}`);
      start();
    },
  });
  const fails = () => {
    throw new Error("The disk is full.");
  };
  let scheduled = [
    schedule("broken", "cron(30 10 * * ? *)", fails),
    schedule("damaged", "cron(x)"),
    schedule("half past", "cron(30 10 * * ? *)"),
    schedule("quarters", "cron(0/15 * * * ? *)"),
  ];
  const scheduler = new Scheduler(() => scheduled);
  try {
    pass(3);
    assert.deepEqual(started.splice(0), ["broken 10:30", "half past 10:30", "quarters 10:30"]);
    const said = told.mock.calls.map(({ arguments: [text] }) => String(text));
    const problems = ["broken", "damaged"].map((title) => `The schedule of ${title} cannot start it:`);
    assert.deepEqual([...new Set(said)].sort(), problems);
    scheduled = scheduled.slice(3);
    pass(2 * 60);
    assert.equal(started.splice(0).length, 2 * 4);
    scheduler.stop();
    pass(60);
    assert.deepEqual(started, []);
  } finally {
    scheduler.stop();
    mock.timers.reset();
  }
});

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { FilterLogEventsRequest, GetLogEventsRequest } from "@aws-sdk/client-cloudwatch-logs";
import { seededRandom } from "../../datasets/shared/seeded-random";
import { longestPause } from "../testing/loop-watch";
import { LogStore } from "./log-store";
import { describeLogStreams } from "./operations/describe-log-streams";
import { filterLogEvents } from "./operations/filter-log-events";
import { getLogEvents } from "./operations/get-log-events";

// Streams that are long, and patterns that would take for ever: nothing else waits for them.

const context = { requestId: "id", region: "us-east-1", accountId: "000000000000" };
let dataDir: string;
let store: LogStore;

before(() => {
  dataDir = mkdtempSync(join(tmpdir(), "log-streams-test-"));
  store = new LogStore(dataDir);
  store.createGroup("g");
});

after(() => rmSync(dataDir, { recursive: true, force: true }));

/** Events with messages of any length, some longer than what is read at once, at times in any order. */
function put(stream: string, count: number, seed: number): { timestamp: number; message: string }[] {
  const random = seededRandom(seed);
  const events = Array.from({ length: count }, (_, number) => ({
    timestamp: Math.floor(random() * 1_000),
    message: `${number} ${"물a".repeat(random() < 0.01 ? 150_000 : Math.floor(random() * 40))}`,
  }));
  store.createStream("g", stream);
  store.put("g", stream, events);
  return events;
}

const text = ({ events = [] }: { events?: readonly { message?: string | undefined }[] }): string[] =>
  events.map(({ message = "" }) => message);

test("pages from the head and from the end join to the whole, with events of any length", async () => {
  const messages = put("joined", 700, 20250701).map(({ message }) => message);
  const get = (input: Partial<GetLogEventsRequest>) =>
    getLogEvents(store, { logGroupName: "g", limit: 90, ...input, logStreamName: "joined" });
  const forward: string[] = [];
  for (let page = await get({ startFromHead: true }); page.events?.length; ) {
    forward.push(...text(page));
    page = await get({ nextToken: page.nextForwardToken });
  }
  assert.deepEqual(forward, messages);
  const backward: string[] = [];
  for (let page = await get({}); page.events?.length; ) {
    backward.unshift(...text(page));
    page = await get({ nextToken: page.nextBackwardToken });
  }
  assert.deepEqual(backward, messages);
});

test("pages of a filter over several streams come in the order of time and join to the whole", async () => {
  const events = ["one", "two"].flatMap((stream, seed) =>
    put(stream, 300, 7 + seed).map((event, place) => ({ ...event, stream, place })),
  );
  const expected = events
    .filter(({ message }) => message.includes("7"))
    .sort(
      (a, b) => a.timestamp - b.timestamp || (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.place - b.place),
    )
    .map(({ message }) => message);
  const seen: string[] = [];
  const input: FilterLogEventsRequest = { logGroupName: "g", logStreamNames: ["one", "two"], filterPattern: "7" };
  for (let page = await filterLogEvents(store, { ...input, limit: 31 }); ; ) {
    seen.push(...text(page));
    if (page.nextToken === undefined) {
      break;
    }
    page = await filterLogEvents(store, { ...input, limit: 31, nextToken: page.nextToken });
  }
  // messages as long as these make no readable difference
  const short = (messages: readonly string[]) => messages.map((message) => message.slice(0, 20));
  assert.deepEqual(short(seen), short(expected));
  assert.ok(seen.every((message, index) => message === expected[index]));
});

test("no call over a stream of 60 MB holds up others for a tenth of a second", async () => {
  store.createStream("g", "long");
  const line = {
    timestamp: Date.now(),
    message: `${"a line as a job prints it, with some numbers in it: 12345 67890 ".repeat(4)} `,
  };
  for (let part = 0; part < 20; part++) {
    store.put(
      "g",
      "long",
      Array.from({ length: 9_000 }, (_, number) => ({ ...line, message: `${line.message}${part * 9_000 + number}` })),
    );
  }
  assert.ok(store.file("g", "long").size > 50_000_000);
  const calls: Record<string, () => Promise<unknown>> = {
    "the last ten": async () =>
      assert.equal(text(await getLogEvents(store, { logGroupName: "g", logStreamName: "long", limit: 10 })).length, 10),
    "a page from the head": () =>
      getLogEvents(store, { logGroupName: "g", logStreamName: "long", startFromHead: true }),
    "a time at which nothing was": () => getLogEvents(store, { logGroupName: "g", logStreamName: "long", endTime: 5 }),
    "a filter": async () =>
      assert.equal(
        text(await filterLogEvents(store, { logGroupName: "g", logStreamNames: ["long"], filterPattern: "% 79999$%" }))
          .length,
        1,
      ),
    streams: () => describeLogStreams(store, { logGroupName: "g", logStreamNamePrefix: "long" }, context),
  };
  for (const [name, call] of Object.entries(calls)) {
    assert.ok((await longestPause(call)) < 100, name);
  }
});

test("a pattern that backtracks for ever elsewhere takes no time, and one that cannot be linear is refused", async () => {
  store.append("g", "patterns", [`${"a".repeat(50_000)}b`]);
  const find = (filterPattern: string) =>
    filterLogEvents(store, { logGroupName: "g", logStreamNames: ["patterns"], filterPattern });
  assert.ok((await longestPause(async () => assert.deepEqual(text(await find("%^(a+)+$%")), []))) < 100);
  assert.equal(text(await find("%^(a+)+b$%")).length, 1);
  await assert.rejects(find("%(?=a)a%"), { code: "InvalidParameterException" });
});

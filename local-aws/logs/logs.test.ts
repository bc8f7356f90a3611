import assert from "node:assert/strict";
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  StartQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DataFolder } from "../storage/data-folder";
import { LogStore } from "./log-store";
import { logsService } from "./service";

const group = "/aws-glue/jobs/output";
let dataDir: string;
let store: LogStore;
let server: Server;
let logs: CloudWatchLogsClient;

before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "logs-test-"));
  store = new LogStore(dataDir);
  const service = logsService(store);
  server = createServer((request, response) => {
    void service.handle(request, response, { requestId: "id", region: "us-east-1", accountId: "000000000000" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  logs = new CloudWatchLogsClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
});

after(async () => {
  logs.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(dataDir, { recursive: true, force: true });
});

test("what a job appends is read, described and found", async () => {
  const started = Date.now();
  store.append(group, "jr_1", ["first", "second 둘"]);
  store.append(group, "jr_1", ["third"]);
  const stream = { logGroupName: group, logStreamName: "jr_1" };
  const { events = [] } = await logs.send(new GetLogEventsCommand({ ...stream, startFromHead: true }));
  assert.deepEqual(
    events.map(({ message }) => message),
    ["first", "second 둘", "third"],
  );
  assert.ok(events.every(({ timestamp = 0 }) => timestamp >= started && timestamp <= Date.now()));

  const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "/aws-glue/" }));
  assert.deepEqual(
    logGroups?.map((each) => [each.logGroupName, each.arn]),
    [[group, `arn:aws:logs:us-east-1:000000000000:log-group:${group}:*`]],
  );
  const { logStreams = [] } = await logs.send(new DescribeLogStreamsCommand({ logGroupName: group }));
  assert.deepEqual(
    logStreams.map(({ logStreamName, lastEventTimestamp }) => [logStreamName, lastEventTimestamp]),
    [["jr_1", events[2]?.timestamp]],
  );
});

test("the forward token follows a stream that grows", async () => {
  const stream = { logGroupName: group, logStreamName: "growing", startFromHead: true };
  const seen: (string | undefined)[] = [];
  let nextToken: string | undefined;
  const read = async () => {
    const page = await logs.send(new GetLogEventsCommand({ ...stream, limit: 2, nextToken }));
    seen.push(...(page.events ?? []).map(({ message }) => message));
    const isEnd = page.nextForwardToken === nextToken;
    nextToken = page.nextForwardToken;
    return isEnd;
  };
  store.append(group, "growing", ["1", "2", "3"]);
  while (!(await read())) {}
  store.append(group, "growing", ["4"]);
  while (!(await read())) {}
  assert.deepEqual(seen, ["1", "2", "3", "4"]);
});

test("the backward token goes from the end to the head", async () => {
  store.append(group, "backward", ["1", "2", "3", "4", "5"]);
  const stream = { logGroupName: group, logStreamName: "backward", limit: 2 };
  const pages: (string | undefined)[][] = [];
  let nextToken: string | undefined;
  for (;;) {
    const page = await logs.send(new GetLogEventsCommand({ ...stream, nextToken }));
    pages.push((page.events ?? []).map(({ message }) => message));
    if (page.nextBackwardToken === nextToken) {
      break;
    }
    nextToken = page.nextBackwardToken;
  }
  assert.deepEqual(pages, [["4", "5"], ["2", "3"], ["1"], []]);
  await assert.rejects(logs.send(new GetLogEventsCommand({ ...stream, nextToken: "made up" })), {
    name: "InvalidParameterException",
  });
});

test("events are put and filtered by time and by terms", async () => {
  const name = { logGroupName: "filtered", logStreamName: "a" };
  await logs.send(new CreateLogGroupCommand({ logGroupName: "filtered" }));
  await logs.send(new CreateLogStreamCommand(name));
  const start = Date.now() - 60_000;
  const messages = ["INFO start", "ERROR no such column", "WARN slow ERROR", "INFO end 100%"];
  const logEvents = messages.map((message, index) => ({ timestamp: start + index * 1000, message }));
  await logs.send(new PutLogEventsCommand({ ...name, logEvents }));
  const find = async (filterPattern?: string, times = {}) => {
    const input = { logGroupName: "filtered", filterPattern, ...times };
    const { events = [] } = await logs.send(new FilterLogEventsCommand(input));
    return events.map(({ message = "" }) => messages.indexOf(message));
  };
  assert.deepEqual(await find(), [0, 1, 2, 3]);
  assert.deepEqual(await find("ERROR"), [1, 2]);
  assert.deepEqual(await find("error"), []);
  assert.deepEqual(await find("ERROR -WARN"), [1]);
  assert.deepEqual(await find("?start ?end"), [0, 3]);
  assert.deepEqual(await find('"no such"'), [1]);
  assert.deepEqual(await find("%[0-9]{3}%"), [3]);
  assert.deepEqual(await find(undefined, { startTime: start + 1000, endTime: start + 3000 }), [1, 2]);
  await assert.rejects(find("{ $.level = 1 }"), { name: "InvalidParameterException" });

  const backwards = new PutLogEventsCommand({ ...name, logEvents: [...logEvents].reverse() });
  await assert.rejects(logs.send(backwards), {
    name: "InvalidParameterException",
    message: "Log events in a single PutLogEvents request must be in chronological order.",
  });
  const old = [{ timestamp: start - 15 * 24 * 60 * 60 * 1000, message: "old" }, ...logEvents.slice(0, 1)];
  const { rejectedLogEventsInfo } = await logs.send(new PutLogEventsCommand({ ...name, logEvents: old }));
  assert.deepEqual(rejectedLogEventsInfo, { tooOldLogEventEndIndex: 1 });
});

test("pages of a filter join to the whole", async () => {
  store.append("paged", "a", ["1", "2", "3"]);
  store.append("paged", "b", ["4", "5"]);
  const seen: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await logs.send(new FilterLogEventsCommand({ logGroupName: "paged", limit: 2, nextToken }));
    seen.push(...(page.events ?? []).map(({ message = "" }) => message));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  assert.deepEqual(seen.sort(), ["1", "2", "3", "4", "5"]);
});

test("names of any kind stay in the folder of the logs", async () => {
  const names = ["..", ".", "../../../escaped", "a/b/c", "한글 [$LATEST] %2e", "x".repeat(512)];
  for (const name of names) {
    store.append("../odd", name, [name]);
  }
  const { logStreams = [] } = await logs.send(new DescribeLogStreamsCommand({ logGroupName: "../odd" }));
  assert.deepEqual(logStreams.map(({ logStreamName }) => logStreamName).sort(), [...names].sort());
  for (const name of names) {
    const { events } = await logs.send(new GetLogEventsCommand({ logGroupName: "../odd", logStreamName: name }));
    assert.deepEqual(
      events?.map(({ message }) => message),
      [name],
    );
  }
  assert.deepEqual(readdirSync(dataDir), ["logs"]);
});

const messagesOf = async (group: string, logStreamName: string) =>
  (await logs.send(new GetLogEventsCommand({ logGroupName: group, logStreamName, startFromHead: true }))).events?.map(
    ({ message }) => message,
  );

const messagesFromEnd = async (group: string, logStreamName: string) =>
  (await logs.send(new GetLogEventsCommand({ logGroupName: group, logStreamName }))).events?.map(
    ({ message }) => message,
  );

test("a line that was cut off is left out, and what comes after it is kept", async () => {
  store.append("torn", "a", ["whole"]);
  const file = join(dataDir, "logs", "torn", "a.jsonl");
  appendFileSync(file, '{"crc32":"01234567","value":{"timestamp":1,"mess');
  assert.deepEqual(await messagesOf("torn", "a"), ["whole"]);
  store.append("torn", "a", ["after"]);
  assert.deepEqual(await messagesOf("torn", "a"), ["whole", "after"]);
  truncateSync(file, statSync(file).size - 1);
  store.append("torn", "a", ["after a line without its end"]);
  assert.deepEqual(await messagesOf("torn", "a"), ["whole", "after", "after a line without its end"]);
  assert.deepEqual(DataFolder.at(dataDir).damaged(), []);
});

test("whichever byte of a stream changes, all other events are read, and the file is named once", async () => {
  const log: string[] = [];
  const { error } = console;
  console.error = (line: string) => log.push(line);
  const events = ["one", "둘", "three"].map((message, index) => ({ timestamp: 1_000 + index, message }));
  store.append("changed", "whole", []);
  store.put("changed", "whole", events);
  const original = readFileSync(join(dataDir, "logs", "changed", "whole.jsonl"));
  const lines = original.toString("latin1").split("\n").slice(0, -1);
  let before = 0;
  const ofLine = lines.flatMap((line, number) => Array.from({ length: line.length + 1 }, () => number));
  try {
    for (const [place, line] of ofLine.entries()) {
      const isEnd = original[place] === 0x0a;
      if (place % 3 !== 0 && !isEnd) {
        continue;
      }
      const bytes = Buffer.from(original);
      bytes[place] = (bytes[place] as number) ^ (1 + (place % 255));
      const stream = `at-${place}`;
      const file = join(dataDir, "logs", "changed", `${stream}.jsonl`);
      writeFileSync(file, bytes);
      const isLast = place === original.length - 1;
      // a line break that is gone takes the line after it along
      const gone = isLast ? [] : isEnd ? [line, line + 1] : [line];
      const expected = events.filter((_, index) => !gone.includes(index + 1)).map(({ message }) => message);
      const read = place % 2 === 0 ? messagesOf : messagesFromEnd;
      assert.deepEqual(await read("changed", stream), expected, `byte ${place}`);
      store.append("changed", stream, ["later"]);
      assert.deepEqual(await messagesOf("changed", stream), [...expected, "later"], `byte ${place}`);
      const damaged = DataFolder.at(dataDir).damaged();
      const named = new Set(damaged.slice(before).map(({ path }) => path));
      assert.deepEqual([...named], [join("logs", "changed", `${stream}.jsonl`)], `byte ${place}`);
      assert.ok(log.at(-1)?.includes(`${stream}.jsonl`));
      before = damaged.length;
    }
  } finally {
    console.error = error;
    DataFolder.at(dataDir).forgetDamage();
  }
});

test("a stream without checksums, as older versions wrote it, is read and goes on", async () => {
  store.append("older", "a", []);
  const file = join(dataDir, "logs", "older", "a.jsonl");
  const older = JSON.stringify({ timestamp: 1, ingestionTime: 2, message: "old" });
  writeFileSync(file, `${JSON.stringify({ name: "a", creationTime: 1 })}\n${older}\n`);
  store.append("older", "a", ["new"]);
  assert.deepEqual(await messagesOf("older", "a"), ["old", "new"]);
  assert.deepEqual(DataFolder.at(dataDir).damaged(), []);
});

test("what is not there, and what is there already, has AWS's errors", async () => {
  const missing = { name: "ResourceNotFoundException", message: "The specified log group does not exist." };
  await assert.rejects(logs.send(new DeleteLogGroupCommand({ logGroupName: "missing" })), missing);
  await assert.rejects(logs.send(new DescribeLogStreamsCommand({ logGroupName: "missing" })), missing);
  store.append("there", "a", ["x"]);
  await assert.rejects(logs.send(new GetLogEventsCommand({ logGroupName: "there", logStreamName: "b" })), {
    name: "ResourceNotFoundException",
    message: "The specified log stream does not exist.",
  });
  await assert.rejects(logs.send(new CreateLogGroupCommand({ logGroupName: "there" })), {
    name: "ResourceAlreadyExistsException",
    message: "The specified log group already exists",
  });
  await assert.rejects(logs.send(new CreateLogGroupCommand({ logGroupName: "bad name" })), {
    name: "InvalidParameterException",
  });
  await assert.rejects(
    logs.send(new StartQueryCommand({ logGroupName: "there", startTime: 0, endTime: 1, queryString: "x" })),
    { name: "UnknownOperationException" },
  );
});

test("retention is kept; streams and groups are deleted", async () => {
  store.append("short-lived", "a", ["x"]);
  store.append("short-lived", "b", ["x"]);
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: "short-lived", retentionInDays: 7 }));
  await assert.rejects(logs.send(new PutRetentionPolicyCommand({ logGroupName: "short-lived", retentionInDays: 8 })), {
    name: "InvalidParameterException",
  });
  const described = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "short-lived" }));
  assert.equal(described.logGroups?.[0]?.retentionInDays, 7);
  await logs.send(new DeleteLogStreamCommand({ logGroupName: "short-lived", logStreamName: "a" }));
  const { logStreams } = await logs.send(new DescribeLogStreamsCommand({ logGroupName: "short-lived" }));
  assert.deepEqual(
    logStreams?.map(({ logStreamName }) => logStreamName),
    ["b"],
  );
  await logs.send(new DeleteLogGroupCommand({ logGroupName: "short-lived" }));
  const after = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "short-lived" }));
  assert.deepEqual(after.logGroups, []);
});

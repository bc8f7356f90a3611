import assert from "node:assert/strict";
import { after, before, mock, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Crawler,
  CreateCrawlerCommand,
  GetCrawlerCommand,
  ListCrawlsCommand,
  StartCrawlerScheduleCommand,
  StopCrawlerScheduleCommand,
  UpdateCrawlerCommand,
  UpdateCrawlerScheduleCommand,
} from "@aws-sdk/client-glue";
import { type GlueServer, startGlueServer } from "../testing/glue-server";

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
});
after(() => server.close());

async function createScheduled(name: string, Schedule?: string): Promise<void> {
  server.put(name, "t/f.csv", "id,x\n1,2.5\n2,3\n");
  const Targets = { S3Targets: [{ Path: `s3://${name}/t/` }] };
  await server.glue.send(new CreateCrawlerCommand({ Name: name, Role: "r", DatabaseName: name, Targets, Schedule }));
}

async function crawler(Name: string): Promise<Crawler> {
  const { Crawler: found } = await server.glue.send(new GetCrawlerCommand({ Name }));
  return found as Crawler;
}

test("a schedule is SCHEDULED until it is stopped, and its state outlives a restart", async () => {
  await createScheduled("noon", "cron(0 12 * * ? *)");
  assert.deepEqual((await crawler("noon")).Schedule, { ScheduleExpression: "cron(0 12 * * ? *)", State: "SCHEDULED" });
  const by = { CrawlerName: "noon" };
  await assert.rejects(server.glue.send(new StartCrawlerScheduleCommand(by)), { name: "SchedulerRunningException" });
  await server.glue.send(new StopCrawlerScheduleCommand(by));
  await server.restart();
  assert.equal((await crawler("noon")).Schedule?.State, "NOT_SCHEDULED");
  await assert.rejects(server.glue.send(new StopCrawlerScheduleCommand(by)), { name: "SchedulerNotRunningException" });
  await server.glue.send(new StartCrawlerScheduleCommand(by));
  assert.equal((await crawler("noon")).Schedule?.State, "SCHEDULED");
  await server.glue.send(new UpdateCrawlerScheduleCommand({ ...by, Schedule: "cron(0/15 * * * ? *)" }));
  await server.glue.send(new UpdateCrawlerCommand({ Name: "noon", Description: "keeps it" }));
  assert.equal((await crawler("noon")).Schedule?.ScheduleExpression, "cron(0/15 * * * ? *)");
  await server.glue.send(new UpdateCrawlerCommand({ Name: "noon", Schedule: "" }));
  assert.equal((await crawler("noon")).Schedule, undefined);
  await assert.rejects(server.glue.send(new StartCrawlerScheduleCommand(by)), { name: "NoScheduleException" });
  const wrong = new UpdateCrawlerScheduleCommand({ ...by, Schedule: "cron(0 12 * * * *)" });
  await assert.rejects(server.glue.send(wrong), { name: "InvalidInputException", message: /must be \?/ });
});

test("the crawler starts when its minute comes, and not when its schedule is stopped", async () => {
  await createScheduled("due", "cron(30 10 * * ? *)");
  await createScheduled("stopped", "cron(30 10 * * ? *)");
  await server.glue.send(new StopCrawlerScheduleCommand({ CrawlerName: "stopped" }));
  // only the date is set: the timers that look at it stay the real ones
  mock.timers.enable({ apis: ["Date"], now: Date.parse("2025-07-12T10:30:00Z") });
  try {
    const deadline = performance.now() + 10_000;
    while ((await crawler("due")).LastCrawl?.Status !== "SUCCEEDED") {
      assert.ok(performance.now() < deadline, "The schedule did not fire.");
      await sleep(50);
    }
  } finally {
    mock.timers.reset();
  }
  const { Crawls = [] } = await server.glue.send(new ListCrawlsCommand({ CrawlerName: "due" }));
  assert.deepEqual(
    Crawls.map((crawl) => crawl.State),
    ["COMPLETED"],
  );
  const stopped = await server.glue.send(new ListCrawlsCommand({ CrawlerName: "stopped" }));
  assert.deepEqual(stopped.Crawls, []);
});

test("ListCrawls tells what each crawl changed, and filters", async () => {
  await createScheduled("listed");
  await server.crawl("listed");
  await sleep(5);
  const between = Date.now();
  await server.crawl("listed");
  const list = async (...Filters: NonNullable<ConstructorParameters<typeof ListCrawlsCommand>[0]["Filters"]>) =>
    (await server.glue.send(new ListCrawlsCommand({ CrawlerName: "listed", Filters }))).Crawls ?? [];
  const [second, first] = await list();
  const tables = JSON.parse(JSON.parse(first?.Summary ?? "{}").TABLE);
  assert.deepEqual(tables.ADD, { Count: 1, Details: { names: ["t"] } });
  assert.equal(JSON.parse(JSON.parse(second?.Summary ?? "{}").TABLE).ADD.Count, 0);
  const ids = async (...filters: Parameters<typeof list>) => (await list(...filters)).map((crawl) => crawl.CrawlId);
  const FieldValue = String(between);
  assert.deepEqual(await ids({ FieldName: "START_TIME", FilterOperator: "GE", FieldValue }), [second?.CrawlId]);
  assert.deepEqual(await ids({ FieldName: "END_TIME", FilterOperator: "LT", FieldValue }), [first?.CrawlId]);
  assert.deepEqual(await ids({ FieldName: "STATE", FilterOperator: "EQ", FieldValue: "FAILED" }), []);
  const byId = { FieldName: "CRAWL_ID", FilterOperator: "NE", FieldValue: first?.CrawlId } as const;
  assert.deepEqual(await ids(byId), [second?.CrawlId]);
});

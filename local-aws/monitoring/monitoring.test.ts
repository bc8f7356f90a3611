import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  AthenaClient,
  CreateWorkGroupCommand,
  GetQueryExecutionCommand,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import {
  CloudWatchClient,
  DashboardInvalidInputError,
  DeleteAlarmsCommand,
  DeleteDashboardsCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  GetDashboardCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  InvalidParameterCombinationException,
  InvalidParameterValueException,
  ListDashboardsCommand,
  ListMetricsCommand,
  ListTagsForResourceCommand,
  MissingRequiredParameterException,
  PutAnomalyDetectorCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  ResourceNotFound,
  SetAlarmStateCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { anywhere, inside, patience, Target } from "../testing/target/target";

const minute = 60_000;
/** The begin of a minute some time ago. */
const start = Math.floor(Date.now() / minute) * minute - 30 * minute;
const at = (minutes: number, seconds = 0) => new Date(start + minutes * minute + seconds * 1000);

const target = new Target();
const own = (name: string): string => target.name(name);
let client: CloudWatchClient;

before(open);
after(() => target.end());

async function open(): Promise<void> {
  await target.start();
  client = target.client(CloudWatchClient);
}

async function restart(): Promise<void> {
  client.destroy();
  await target.stop();
  await open();
}

const Line = (Value: string) => [{ Name: "Line", Value }];

async function statistics(more: Partial<ConstructorParameters<typeof GetMetricStatisticsCommand>[0]> = {}) {
  const what = { Namespace: "Plant", MetricName: "Ng", Dimensions: Line("L1"), Period: 60 };
  const span = { StartTime: at(0), EndTime: at(10) };
  const { Datapoints = [] } = await client.send(
    new GetMetricStatisticsCommand({ ...what, ...span, Statistics: ["Sum", "SampleCount", "Maximum"], ...more }),
  );
  return Datapoints.sort((a, b) => Number(a.Timestamp) - Number(b.Timestamp));
}

describe("metrics", () => {
  test("values, counts and statistic sets come back by the period, also after a restart", inside, async () => {
    await client.send(
      new PutMetricDataCommand({
        Namespace: "Plant",
        MetricData: [
          { MetricName: "Ng", Dimensions: Line("L1"), Timestamp: at(0, 5), Value: 3, Unit: "Count" },
          {
            MetricName: "Ng",
            Dimensions: Line("L1"),
            Timestamp: at(0, 59),
            Values: [5, 1],
            Counts: [1, 4],
            Unit: "Count",
          },
          {
            MetricName: "Ng",
            Dimensions: Line("L1"),
            Timestamp: at(2),
            StatisticValues: { SampleCount: 10, Sum: 40, Minimum: 0, Maximum: 9 },
            Unit: "Count",
          },
          { MetricName: "Ng", Dimensions: Line("L2"), Timestamp: at(1), Value: 100, Unit: "Count" },
          { MetricName: "Quick", Timestamp: at(0, 1), Value: 1, StorageResolution: 1 },
          { MetricName: "Quick", Timestamp: at(0, 9), Value: 2, StorageResolution: 1 },
        ],
      }),
    );
    const expected = [
      { Timestamp: at(0), Unit: "Count", Sum: 12, SampleCount: 6, Maximum: 5 },
      { Timestamp: at(2), Unit: "Count", Sum: 40, SampleCount: 10, Maximum: 9 },
    ];
    assert.deepEqual(await statistics(), expected);
    await restart();
    assert.deepEqual(await statistics(), expected);
    assert.deepEqual(await statistics({ Unit: "Seconds" }), []);
    assert.deepEqual(await statistics({ Dimensions: [] }), []);
    const [whole] = await statistics({ Period: 600 });
    assert.deepEqual([whole?.Timestamp, whole?.Sum, whole?.SampleCount], [at(0), 52, 16]);
    const percentiles = { Statistics: undefined, ExtendedStatistics: ["p50", "tm50"] };
    assert.deepEqual(await statistics(percentiles), [
      { Timestamp: at(0), Unit: "Count", ExtendedStatistics: { p50: 1, tm50: 1 } },
      // what the statistic set holds, nobody knows
      { Timestamp: at(2), Unit: "Count", ExtendedStatistics: {} },
    ]);
    const quick = await statistics({ MetricName: "Quick", Dimensions: [], Period: 5 });
    assert.deepEqual(
      quick.map(({ Timestamp, Sum }) => [Timestamp, Sum]),
      [
        [at(0), 1],
        [at(0, 5), 2],
      ],
    );
  });

  test("GetMetricData: metrics, math and search, both orders, pages", inside, async () => {
    const MetricStat = (line: string) => ({
      Metric: { Namespace: "Plant", MetricName: "Ng", Dimensions: Line(line) },
      Period: 60,
      Stat: "Sum",
    });
    const asked = {
      StartTime: at(0),
      EndTime: at(10),
      MetricDataQueries: [
        { Id: "m1", MetricStat: MetricStat("L1"), Label: "line one" },
        { Id: "m2", MetricStat: MetricStat("L2"), ReturnData: false },
        { Id: "e1", Expression: "FILL(m1, 0) + FILL(m2, 0)", Label: "both" },
        { Id: "e2", Expression: "SUM(SEARCH('{Plant,Line} MetricName=\"Ng\"', 'Sum', 600))" },
      ],
    };
    const { MetricDataResults = [] } = await client.send(new GetMetricDataCommand(asked));
    assert.deepEqual(
      MetricDataResults.map(({ Id, Label, Values, StatusCode }) => [Id, Label, Values, StatusCode]),
      [
        ["m1", "line one", [40, 12], "Complete"],
        ["e1", "both", [0, 0, 0, 0, 0, 0, 0, 40, 100, 12], "Complete"],
        ["e2", "e2", [152], "Complete"],
      ],
    );
    const pages: (readonly [string | undefined, number[] | undefined, string | undefined])[] = [];
    let NextToken: string | undefined;
    do {
      const order = { ScanBy: "TimestampAscending", MaxDatapoints: 5, NextToken } as const;
      const page = await client.send(new GetMetricDataCommand({ ...asked, ...order }));
      pages.push(
        ...(page.MetricDataResults ?? []).map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode] as const),
      );
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    assert.deepEqual(pages, [
      ["m1", [12, 40], "Complete"],
      ["e1", [12, 100, 40], "PartialData"],
      ["e1", [0, 0, 0, 0, 0], "PartialData"],
      ["e1", [0, 0], "Complete"],
      ["e2", [152], "Complete"],
    ]);
  });

  test("ListMetrics filters, and goes page by page", inside, async () => {
    const list = async (input: ConstructorParameters<typeof ListMetricsCommand>[0]) =>
      (await client.send(new ListMetricsCommand({ Namespace: "Plant", ...input }))).Metrics?.map(
        ({ MetricName, Dimensions = [] }) => [MetricName, ...Dimensions.map(({ Value }) => Value)].join(" "),
      );
    assert.deepEqual(await list({}), ["Ng L1", "Ng L2", "Quick"]);
    assert.deepEqual(await list({ Dimensions: [{ Name: "Line" }], RecentlyActive: "PT3H" }), ["Ng L1", "Ng L2"]);
    assert.deepEqual(await list({ Dimensions: Line("L2"), MetricName: "Ng" }), ["Ng L2"]);
    assert.deepEqual(await list({ Namespace: "Nothing" }), []);
    const MetricData = Array.from({ length: 1000 }, (_, i) => ({ MetricName: `m${i}`, Value: i }));
    await client.send(new PutMetricDataCommand({ Namespace: "Many", MetricData }));
    const first = await client.send(new ListMetricsCommand({ Namespace: "Many" }));
    const second = await client.send(new ListMetricsCommand({ Namespace: "Many", NextToken: first.NextToken }));
    const names = [first, second].flatMap(({ Metrics = [] }) => Metrics.map(({ MetricName }) => MetricName));
    assert.deepEqual([first.Metrics?.length, new Set(names).size, second.NextToken], [500, 1000, undefined]);
  });

  test("what AWS refuses", anywhere, async () => {
    const put = (datum: object) =>
      client.send(new PutMetricDataCommand({ Namespace: "Plant", MetricData: [{ MetricName: "x", ...datum }] }));
    await assert.rejects(put({}), MissingRequiredParameterException);
    await assert.rejects(put({ Value: 1, Values: [1] }), InvalidParameterCombinationException);
    await assert.rejects(put({ Values: [1, 2], Counts: [1] }), InvalidParameterValueException);
    await assert.rejects(
      put({ Value: 1, Timestamp: new Date(Date.now() - 15 * 86_400_000) }),
      /within the past two weeks/,
    );
    await assert.rejects(put({ Value: 1, StorageResolution: 5 }), InvalidParameterValueException);
    await assert.rejects(
      client.send(new PutMetricDataCommand({ Namespace: "AWS/Lambda", MetricData: [{ MetricName: "x", Value: 1 }] })),
      InvalidParameterValueException,
    );
    await assert.rejects(statistics({ Period: 7 }), InvalidParameterValueException);
    await assert.rejects(statistics({ StartTime: at(-3000) }), /exceeds the limit of 1,440/);
    await assert.rejects(client.send(new ListMetricsCommand({ NextToken: "nonsense" })), { name: "InvalidNextToken" });
  });

  test("what is put is there for whoever waits", anywhere, async () => {
    const Namespace = own("Waiting");
    const MetricData = [3, 5].map((Value) => ({ MetricName: "Ng", Dimensions: Line("L1"), Timestamp: at(0), Value }));
    await client.send(new PutMetricDataCommand({ Namespace, MetricData }));
    let points = await statistics({ Namespace });
    for (const end = Date.now() + patience; points[0]?.SampleCount !== 2 && Date.now() < end; await sleep(1_000)) {
      points = await statistics({ Namespace });
    }
    assert.deepEqual(points, [{ Timestamp: at(0), Unit: "None", Sum: 8, SampleCount: 2, Maximum: 5 }]);
  });

  test("what is not here is refused by its name", inside, async () => {
    await assert.rejects(client.send(new PutAnomalyDetectorCommand({ MetricName: "x" })), /does not support/);
  });

  test("days that are over go after 15 days", inside, async () => {
    const days = join(target.dataDir, "monitoring", "metrics");
    mkdirSync(join(days, "2020-01-01"));
    writeFileSync(join(days, "2020-01-01", "Plant.jsonl"), "");
    await restart();
    // what is listed is read in the background after the start
    while (existsSync(join(days, "2020-01-01"))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.ok(readdirSync(days).length > 0);
  });
});

test("alarms and their tags", anywhere, async () => {
  const what = { Namespace: "Plant", MetricName: "Ng", Dimensions: Line("L1"), Statistic: "Sum", Period: 60 } as const;
  const rule = { EvaluationPeriods: 1, Threshold: 5, ComparisonOperator: "GreaterThanThreshold" } as const;
  const Tags = [{ Key: "line", Value: "L1" }];
  await client.send(new PutMetricAlarmCommand({ AlarmName: own("ng"), ...what, ...rule, Tags }));
  await client.send(new SetAlarmStateCommand({ AlarmName: own("ng"), StateValue: "ALARM", StateReason: "by hand" }));
  await restart();
  const { MetricAlarms: [alarm] = [] } = await client.send(
    new DescribeAlarmsCommand({ StateValue: "ALARM", AlarmNamePrefix: own("ng") }),
  );
  const { StateUpdatedTimestamp, AlarmArn: ResourceARN = "", ...rest } = alarm ?? {};
  assert.ok(StateUpdatedTimestamp instanceof Date && ResourceARN.endsWith(`:alarm:${own("ng")}`));
  assert.deepEqual(
    [rest.AlarmName, rest.Threshold, rest.StateReason, rest.ActionsEnabled],
    [own("ng"), 5, "by hand", true],
  );
  const forMetric = await client.send(new DescribeAlarmsForMetricCommand({ ...what, Statistic: undefined }));
  assert.deepEqual(
    forMetric.MetricAlarms?.map(({ AlarmName }) => AlarmName),
    [own("ng")],
  );
  await client.send(new TagResourceCommand({ ResourceARN, Tags: [{ Key: "by", Value: "test" }] }));
  await client.send(new UntagResourceCommand({ ResourceARN, TagKeys: ["line"] }));
  const tags = await client.send(new ListTagsForResourceCommand({ ResourceARN }));
  assert.deepEqual(tags.Tags, [{ Key: "by", Value: "test" }]);
  await client.send(new DeleteAlarmsCommand({ AlarmNames: [own("ng")] }));
  await assert.rejects(
    client.send(new SetAlarmStateCommand({ AlarmName: own("ng"), StateValue: "OK", StateReason: "" })),
    ResourceNotFound,
  );
});

test("an alarm tells its topic: a queue gets AWS's message", anywhere, async () => {
  const [sns, sqs] = [target.client(SNSClient), target.client(SQSClient)];
  const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: own("on-call") }));
  const QueueName = own("on-call");
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName, Attributes: { Policy: target.queuePolicy(QueueName) } }),
  );
  const Endpoint = target.arn("sqs", QueueName);
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint }));
  const what = { Namespace: "Plant", MetricName: "Ng", Statistic: "Sum", Period: 60 } as const;
  const rule = { EvaluationPeriods: 1, Threshold: 5, ComparisonOperator: "GreaterThanThreshold" } as const;
  await client.send(new PutMetricAlarmCommand({ AlarmName: own("told"), ...what, ...rule, AlarmActions: [TopicArn] }));
  await client.send(new SetAlarmStateCommand({ AlarmName: own("told"), StateValue: "ALARM", StateReason: "by hand" }));
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
  const { Subject, Message } = JSON.parse(Messages?.[0]?.Body ?? "{}") as Record<string, string>;
  assert.match(Subject ?? "", new RegExp(`^ALARM: "${own("told")}" in \\w.* \\(\\w.*\\)$`));
  assert.equal((JSON.parse(Message ?? "{}") as { NewStateReason: string }).NewStateReason, "by hand");
  await client.send(new DeleteAlarmsCommand({ AlarmNames: [own("told")] }));
  sns.destroy();
  sqs.destroy();
});

test("a workgroup that publishes its metrics tells of each query", inside, async () => {
  const athena = target.client(AthenaClient);
  const s3 = target.client(S3Client);
  await s3.send(new CreateBucketCommand({ Bucket: "answers" }));
  const ResultConfiguration = { OutputLocation: "s3://answers/" };
  const Configuration = { ResultConfiguration, PublishCloudWatchMetricsEnabled: true };
  await athena.send(new CreateWorkGroupCommand({ Name: "measured", Configuration }));
  // two that Athena runs on the catalog, one of them in vain; the third in a workgroup that publishes nothing
  const queries = [
    { WorkGroup: "measured", QueryString: "CREATE DATABASE plant" },
    { WorkGroup: "measured", QueryString: "DROP TABLE plant.nothing" },
    { WorkGroup: "primary", QueryString: "CREATE DATABASE other", ResultConfiguration },
  ];
  for (const query of queries) {
    const { QueryExecutionId } = await athena.send(new StartQueryExecutionCommand(query));
    for (let state = "QUEUED"; ["QUEUED", "RUNNING"].includes(state); ) {
      const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
      state = QueryExecution?.Status?.State ?? "";
    }
  }
  const { Metrics = [] } = await client.send(
    new ListMetricsCommand({ Namespace: "AWS/Athena", MetricName: "TotalExecutionTime" }),
  );
  assert.deepEqual(
    Metrics.map(({ Dimensions = [] }) => Dimensions.map(({ Name, Value }) => `${Name}=${Value}`).join(" ")).sort(),
    ["QueryState=FAILED QueryType=DDL WorkGroup=measured", "QueryState=SUCCEEDED QueryType=DDL WorkGroup=measured"],
  );
  athena.destroy();
  s3.destroy();
});

test("dashboards are kept as they were put, and looked at before", anywhere, async () => {
  const DashboardName = own("plant");
  const properties = { metrics: [["Plant", "Ng", "Line", "L1", { stat: "Sum" }]], region: target.region };
  const DashboardBody = JSON.stringify({ widgets: [{ type: "metric", x: 0, y: 0, width: 12, height: 6, properties }] });
  const put = await client.send(new PutDashboardCommand({ DashboardName, DashboardBody }));
  assert.deepEqual(put.DashboardValidationMessages, []);
  assert.equal((await client.send(new GetDashboardCommand({ DashboardName }))).DashboardBody, DashboardBody);
  const list = await client.send(new ListDashboardsCommand({ DashboardNamePrefix: own("pl") }));
  assert.deepEqual(
    list.DashboardEntries?.map(({ Size }) => Size),
    [DashboardBody.length],
  );
  for (const body of [
    "{",
    "[]",
    "{}",
    '{"widgets":[{"type":"map","properties":{}}]}',
    '{"widgets":[{"type":"metric","properties":{"metrics":[["a"]]}}]}',
  ]) {
    await assert.rejects(
      client.send(new PutDashboardCommand({ DashboardName, DashboardBody: body })),
      DashboardInvalidInputError,
      body,
    );
  }
  await client.send(new DeleteDashboardsCommand({ DashboardNames: [DashboardName] }));
  await assert.rejects(client.send(new GetDashboardCommand({ DashboardName })), { name: "ResourceNotFound" });
});

test("a damaged line of metrics is set aside and told; a reset empties all", inside, async () => {
  const days = join(target.dataDir, "monitoring", "metrics");
  const file =
    readdirSync(days, { recursive: true, encoding: "utf8" }).find((name) => name.endsWith("Plant.jsonl")) ?? "";
  const lines = readFileSync(join(days, file), "utf8").split("\n");
  writeFileSync(join(days, file), [lines[0], lines[1]?.replace('"Ng"', '"Nx"'), ...lines.slice(2)].join("\n"));
  await restart();
  assert.deepEqual(
    (await statistics()).map(({ Sum }) => Sum),
    [9, 40],
  );
  const health = (await (await fetch(`${target.url}/_local/health`)).json()) as {
    damaged: readonly { path: string }[];
  };
  assert.deepEqual(
    health.damaged.map(({ path }) => path),
    [join("monitoring", "metrics", file)],
  );
  await fetch(`${target.url}/_local/reset`, { method: "POST" });
  assert.deepEqual((await client.send(new ListMetricsCommand({}))).Metrics, []);
  assert.deepEqual(await statistics(), []);
});

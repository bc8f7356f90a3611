import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DeleteRuleCommand, EventBridgeClient, ListRulesCommand, PutRuleCommand } from "@aws-sdk/client-eventbridge";
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { CreateActivityCommand, DeleteActivityCommand, ListActivitiesCommand, SFNClient } from "@aws-sdk/client-sfn";
import { CreateQueueCommand, DeleteQueueCommand, ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import {
  DeleteParameterCommand,
  DescribeParametersCommand,
  GetParametersByPathCommand,
  PutParameterCommand,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { Target } from "./testing/target/target";

// A list is read page by page while what was listed is deleted: nothing comes twice, and nothing is left out.

const target = Target.here();
before(() => target.start());
after(() => target.end());

interface Page {
  readonly names: readonly (string | undefined)[] | undefined;
  readonly next: string | undefined;
}

interface Listed {
  readonly make: (name: string) => Promise<unknown>;
  /** A page of one. */
  readonly list: (token: string | undefined) => Promise<Page>;
  readonly remove: (name: string) => Promise<unknown>;
  readonly descending?: boolean;
}

const names = ["b", "a", "c", "d"].map((letter) => `/paged/${letter}`);
const plain = (name: string): string => name.replaceAll("/", "-");

function lists(): Record<string, Listed> {
  const ssm = target.client(SSMClient);
  const secrets = target.client(SecretsManagerClient);
  const logs = target.client(CloudWatchLogsClient);
  const cloudwatch = target.client(CloudWatchClient);
  const events = target.client(EventBridgeClient);
  const sqs = target.client(SQSClient);
  const states = target.client(SFNClient);
  const parameters = {
    make: (Name: string) => ssm.send(new PutParameterCommand({ Name, Value: "1", Type: "String" })),
    remove: (Name: string) => ssm.send(new DeleteParameterCommand({ Name })),
  };
  const secret = {
    make: (Name: string) => secrets.send(new CreateSecretCommand({ Name, SecretString: "1" })),
    remove: (SecretId: string) => secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true })),
  };
  const secretsBy = (SortOrder: "asc" | "desc") => ({
    ...secret,
    list: async (NextToken: string | undefined) => {
      const by = { SortBy: "name" as const, SortOrder, MaxResults: 1 };
      const page = await secrets.send(new ListSecretsCommand({ ...by, NextToken }));
      return { names: page.SecretList?.map(({ Name }) => Name), next: page.NextToken };
    },
    descending: SortOrder === "desc",
  });
  const logGroupName = "streams";
  const streams = (descending: boolean) => ({
    make: (name: string) =>
      logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: `${name}/${descending}` })),
    list: async (nextToken: string | undefined) => {
      const page = await logs.send(new DescribeLogStreamsCommand({ logGroupName, limit: 1, nextToken, descending }));
      return { names: page.logStreams?.map((one) => one.logStreamName?.slice(0, 8)), next: page.nextToken };
    },
    remove: (name: string) =>
      logs.send(new DeleteLogStreamCommand({ logGroupName, logStreamName: `${name}/${descending}` })),
    descending,
  });
  const alarm = { MetricName: "m", Namespace: "n", Period: 60, Statistic: "Sum" as const, Threshold: 1 };
  const rule = { EvaluationPeriods: 1, ComparisonOperator: "GreaterThanThreshold" as const };
  return {
    DescribeParameters: {
      ...parameters,
      list: async (NextToken) => {
        const page = await ssm.send(new DescribeParametersCommand({ MaxResults: 1, NextToken }));
        return { names: page.Parameters?.map(({ Name }) => Name), next: page.NextToken };
      },
    },
    GetParametersByPath: {
      ...parameters,
      list: async (NextToken) => {
        const page = await ssm.send(new GetParametersByPathCommand({ Path: "/paged", MaxResults: 1, NextToken }));
        return { names: page.Parameters?.map(({ Name }) => Name), next: page.NextToken };
      },
    },
    ListSecrets: secretsBy("asc"),
    "ListSecrets, the last one first": secretsBy("desc"),
    DescribeLogGroups: {
      make: (name) => logs.send(new CreateLogGroupCommand({ logGroupName: name })),
      list: async (nextToken) => {
        const by = { logGroupNamePrefix: "/paged", limit: 1 };
        const page = await logs.send(new DescribeLogGroupsCommand({ ...by, nextToken }));
        return { names: page.logGroups?.map((one) => one.logGroupName), next: page.nextToken };
      },
      remove: (name) => logs.send(new DeleteLogGroupCommand({ logGroupName: name })),
    },
    DescribeLogStreams: streams(false),
    "DescribeLogStreams, the last one first": streams(true),
    DescribeAlarms: {
      make: (AlarmName) => cloudwatch.send(new PutMetricAlarmCommand({ AlarmName, ...alarm, ...rule })),
      list: async (NextToken) => {
        const page = await cloudwatch.send(new DescribeAlarmsCommand({ MaxRecords: 1, NextToken }));
        return { names: page.MetricAlarms?.map(({ AlarmName }) => AlarmName), next: page.NextToken };
      },
      remove: (name) => cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [name] })),
    },
    ListRules: {
      make: (name) => events.send(new PutRuleCommand({ Name: plain(name), ScheduleExpression: "rate(1 day)" })),
      list: async (NextToken) => {
        const page = await events.send(new ListRulesCommand({ Limit: 1, NextToken }));
        return { names: page.Rules?.map(({ Name }) => Name?.replaceAll("-", "/")), next: page.NextToken };
      },
      remove: (name) => events.send(new DeleteRuleCommand({ Name: plain(name) })),
    },
    ListQueues: {
      make: (name) => sqs.send(new CreateQueueCommand({ QueueName: plain(name) })),
      list: async (NextToken) => {
        const page = await sqs.send(new ListQueuesCommand({ MaxResults: 1, NextToken }));
        return { names: page.QueueUrls?.map((url) => url.slice(-8).replaceAll("-", "/")), next: page.NextToken };
      },
      remove: (name) =>
        sqs.send(new DeleteQueueCommand({ QueueUrl: `${target.url}/${target.accountId}/${plain(name)}` })),
    },
    ListActivities: {
      make: (name) => states.send(new CreateActivityCommand({ name: plain(name) })),
      list: async (nextToken) => {
        const page = await states.send(new ListActivitiesCommand({ maxResults: 1, nextToken }));
        return { names: page.activities?.map(({ name }) => name?.replaceAll("-", "/")), next: page.nextToken };
      },
      remove: (name) =>
        states.send(new DeleteActivityCommand({ activityArn: target.arn("states", `activity:${plain(name)}`) })),
    },
  };
}

test("a list that is read page by page goes on where what was listed last is gone", async () => {
  await target.client(CloudWatchLogsClient).send(new CreateLogGroupCommand({ logGroupName: "streams" }));
  for (const [operation, { make, list, remove, descending }] of Object.entries(lists())) {
    for (const name of names) {
      await make(name);
    }
    const seen: (string | undefined)[] = [];
    let next: string | undefined;
    do {
      const page = await list(next);
      seen.push(...(page.names ?? []));
      next = page.next;
      await remove(seen.at(-1) ?? "");
    } while (next !== undefined);
    const sorted = names.toSorted();
    assert.deepEqual(seen, descending ? sorted.reverse() : sorted, operation);
  }
});

test("what happens to alarms in the meantime shifts no page of their history", async () => {
  const cloudwatch = target.client(CloudWatchClient);
  const rule = { EvaluationPeriods: 1, ComparisonOperator: "GreaterThanThreshold" as const, Threshold: 1 };
  const metric = { Namespace: "n", MetricName: "m", Period: 60, Statistic: "Sum" as const };
  const put = (AlarmName: string) => cloudwatch.send(new PutMetricAlarmCommand({ AlarmName, ...metric, ...rule }));
  const page = (NextToken?: string) =>
    cloudwatch.send(
      new DescribeAlarmHistoryCommand({ HistoryItemType: "ConfigurationUpdate", MaxRecords: 2, NextToken }),
    );
  await put("one");
  await put("two");
  const first = await page();
  await put("three");
  const second = await page(first.NextToken);
  assert.deepEqual(
    [first, second]
      .flatMap(({ AlarmHistoryItems = [] }) => AlarmHistoryItems.map((item) => item.HistorySummary))
      .slice(0, 3),
    ['Alarm "two" created', 'Alarm "one" created', 'Alarm "/paged/d" deleted'],
  );
});

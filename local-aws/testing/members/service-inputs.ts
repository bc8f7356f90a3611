import { zip } from "../../lambda/testing/zip";
import type { Base, Step } from "./base-inputs";
import { account, arn, createQueue, createTemplate, messagingInputs, queue, role, rule, tag } from "./messaging-inputs";

const ZipFile = Buffer.from(zip({ "app.js": "exports.handler = async () => 1;" })).toString("base64");
const functionOf = (FunctionName: string) => ({
  ...{ FunctionName, Runtime: "nodejs20.x", Role: role, Handler: "app.handler", Code: { ZipFile } },
});
const createFunction = (name: string): Step => ["lambda:CreateFunction", functionOf(name)];
const publishVersion = (name: string): Step => ["lambda:PublishVersion", { FunctionName: name }];
const mapping = (id: string) => ({ FunctionName: id, EventSourceArn: queue(id), Enabled: false });
const metric = (MetricName: string) => ({ Namespace: "members", MetricName, Statistic: "Sum", Period: 60 });
const createAlarm = (AlarmName: string): Step => ["monitoring:PutMetricAlarm", { AlarmName, ...metric("m"), ...rule }];
const alarmArn = (name: string): string => arn("cloudwatch", `alarm:${name}`);
const now = Math.floor(Date.now() / 60_000) * 60;
const span = { StartTime: now - 3_600, EndTime: now + 3_600 };
const getSum = (MetricName: string, more: object = {}): readonly [string, object] => [
  "monitoring:GetMetricStatistics",
  {
    ...{ Namespace: "members", MetricName, Period: 7_200, Statistics: ["Sum", "SampleCount", "Minimum", "Maximum"] },
    ...{ ...span, ...more },
  },
];
/** Whatever a metric is called that has a word in its name. */
const getAllValues = (word: string): readonly [string, object] => [
  "monitoring:GetMetricData",
  {
    ...span,
    MetricDataQueries: [{ Id: "all", Expression: `SEARCH('Namespace="members" ${word}', 'Sum', 7200)` }],
  },
];
const secretArn = (answer: Readonly<Record<string, unknown>>): string => String(answer.ARN);
const machine = JSON.stringify({ StartAt: "S", States: { S: { Type: "Pass", End: true } } });
const createMachine = (name: string): Step => [
  "states:CreateStateMachine",
  { name, roleArn: role, definition: machine },
];
const machineArn = (name: string): string => arn("states", `stateMachine:${name}`);
const publishMachine = (name: string): Step => [
  "states:PublishStateMachineVersion",
  { stateMachineArn: machineArn(name) },
];
const logGroupArn = arn("logs", "log-group:told:*");
const logging = {
  ...{ level: "ERROR", includeExecutionData: false },
  destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
};
const instance = {
  ...{ Engine: "postgres", DBInstanceClass: "db.t4g.micro", AllocatedStorage: 20, MasterUsername: "u" },
};

/** What the requests below use, made once. */
export const servicesCommon: readonly Step[] = [
  ["sqs:CreateQueue", { QueueName: "members.fifo", Attributes: { FifoQueue: "true" } }],
  createQueue("members"),
  ["ses:VerifyEmailIdentity", { EmailAddress: "members@example.com" }],
  ["local:Visit", { about: "members@example.com" }],
  createTemplate("members"),
  ["secretsmanager:CreateSecret", { Name: "members", SecretString: "s", Tags: [tag] }],
  ["secretsmanager:CreateSecret", { Name: "own_others", SecretString: "s" }],
  ["ssm:PutParameter", { Name: "/members/a", Value: "1", Type: "String" }],
  ["ssm:PutParameter", { Name: "/members/b", Value: "1", Type: "StringList" }],
  ["logs:CreateLogGroup", { logGroupName: "told" }],
  createAlarm("members"),
  createFunction("members"),
  [
    "monitoring:PutMetricData",
    {
      Namespace: "members",
      MetricData: [0, 300].map((earlier) => ({
        ...{ MetricName: "m", Value: 1, Timestamp: now - earlier, Dimensions: [{ Name: "d", Value: "v" }] },
      })),
    },
  ],
  ["monitoring:PutMetricData", { Namespace: "members", MetricData: [{ MetricName: "m", Value: 2, Timestamp: now }] }],
];

/** As `baseInputs`, for the services that call each other. */
export const serviceInputs: Readonly<Record<string, Base | readonly Base[]>> = {
  ...messagingInputs,
  "lambda:CreateAlias": {
    before: (id) => [createFunction(id), publishVersion(id)],
    input: (FunctionName) => ({ FunctionName, Name: "a", FunctionVersion: "1" }),
    after: (FunctionName) => [["lambda:GetAlias", { FunctionName, Name: "a" }]],
  },
  "lambda:UpdateAlias": {
    before: (id) => [
      createFunction(id),
      publishVersion(id),
      ["lambda:CreateAlias", { FunctionName: id, Name: "a", FunctionVersion: "1" }],
    ],
    input: (FunctionName) => ({ FunctionName, Name: "a" }),
    after: (FunctionName) => [["lambda:GetAlias", { FunctionName, Name: "a" }]],
  },
  "lambda:CreateEventSourceMapping": {
    before: (id) => [createQueue(id), createFunction(id)],
    input: mapping,
    after: (_, { UUID }) => [["lambda:GetEventSourceMapping", { UUID }]],
  },
  "lambda:UpdateEventSourceMapping": {
    before: (id) => [createQueue(id), createFunction(id), ["lambda:CreateEventSourceMapping", mapping(id)]],
    input: (_, last) => ({ UUID: last?.UUID }),
    after: (_, { UUID }) => [["lambda:GetEventSourceMapping", { UUID }]],
  },
  "lambda:CreateFunction": {
    input: functionOf,
    after: (FunctionName) => [["lambda:GetFunction", { FunctionName }]],
  },
  "lambda:UpdateFunctionConfiguration": {
    before: (id) => [createFunction(id)],
    input: (FunctionName) => ({ FunctionName }),
    after: (FunctionName) => [["lambda:GetFunctionConfiguration", { FunctionName }]],
  },
  "lambda:PublishLayerVersion": {
    input: (LayerName) => ({ LayerName, Content: { ZipFile } }),
    after: (LayerName) => [["lambda:GetLayerVersion", { LayerName, VersionNumber: 1 }]],
  },
  "lambda:PutFunctionEventInvokeConfig": {
    before: (id) => [createFunction(id)],
    input: (FunctionName) => ({ FunctionName }),
    after: (FunctionName) => [["lambda:GetFunctionEventInvokeConfig", { FunctionName }]],
  },
  "lambda:UpdateFunctionEventInvokeConfig": {
    before: (id) => [createFunction(id), ["lambda:PutFunctionEventInvokeConfig", { FunctionName: id }]],
    input: (FunctionName) => ({ FunctionName }),
    after: (FunctionName) => [["lambda:GetFunctionEventInvokeConfig", { FunctionName }]],
  },
  "monitoring:DescribeAlarmsForMetric": {
    before: (id) => [
      ["monitoring:PutMetricAlarm", { AlarmName: id, ...metric(id), ...rule, Dimensions: [{ Name: "d", Value: "v" }] }],
    ],
    input: (MetricName) => ({ Namespace: "members", MetricName, Dimensions: [{ Name: "d", Value: "v" }] }),
  },
  "monitoring:GetMetricData": [
    { input: () => ({ ...span, MetricDataQueries: [{ Id: "a", Expression: "TIME_SERIES(1)", Period: 300 }] }) },
    {
      input: () => ({
        ...span,
        MetricDataQueries: [
          {
            Id: "a",
            MetricStat: {
              Metric: { Namespace: "members", MetricName: "m", Dimensions: [{ Name: "d", Value: "v" }] },
              ...{ Period: 7_200, Stat: "Sum" },
            },
          },
        ],
      }),
    },
  ],
  "monitoring:GetMetricStatistics": { input: () => getSum("m", { Dimensions: [{ Name: "d", Value: "v" }] })[1] },
  "monitoring:ListMetrics": { input: () => ({ Namespace: "members", Dimensions: [{ Name: "d", Value: "v" }] }) },
  "monitoring:PutCompositeAlarm": {
    input: (AlarmName) => ({ AlarmName, AlarmRule: "ALARM(members)" }),
    after: (name) => [
      ["monitoring:DescribeAlarms", { AlarmNames: [name], AlarmTypes: ["CompositeAlarm"] }],
      ["monitoring:ListTagsForResource", { ResourceARN: alarmArn(name) }],
    ],
  },
  "monitoring:PutDashboard": {
    input: (DashboardName) => ({ DashboardName, DashboardBody: '{"widgets":[]}' }),
    after: (name) => [
      ["monitoring:ListTagsForResource", { ResourceARN: `arn:aws:cloudwatch::${account}:dashboard/${name}` }],
    ],
  },
  "monitoring:PutMetricAlarm": [
    {
      input: (AlarmName) => ({ AlarmName, ...metric("m"), ...rule }),
      after: (name) => [
        ["monitoring:DescribeAlarms", { AlarmNames: [name] }],
        ["monitoring:ListTagsForResource", { ResourceARN: alarmArn(name) }],
      ],
    },
    {
      input: (AlarmName) => ({
        ...{ AlarmName, ...rule },
        Metrics: [
          {
            ...{ Id: "m1", ReturnData: true },
            MetricStat: {
              Metric: { Namespace: "members", MetricName: "m", Dimensions: [{ Name: "d", Value: "v" }] },
              ...{ Period: 60, Stat: "Sum" },
            },
          },
        ],
      }),
      after: (name) => [["monitoring:DescribeAlarms", { AlarmNames: [name] }]],
    },
    {
      input: (AlarmName) => ({
        ...{ AlarmName, ...rule },
        Metrics: [
          { Id: "e1", Expression: "m1 * 2", ReturnData: true },
          {
            ...{ Id: "m1", ReturnData: false },
            MetricStat: { Metric: { Namespace: "members", MetricName: "m" }, Period: 60, Stat: "Sum" },
          },
        ],
      }),
      after: (name) => [["monitoring:DescribeAlarms", { AlarmNames: [name] }]],
    },
  ],
  "monitoring:PutMetricData": [
    { Value: 3 },
    { StatisticValues: { SampleCount: 2, Sum: 3, Minimum: 1, Maximum: 2 } },
    { Values: [3], Counts: [1] },
  ].map((values) => ({
    input: (MetricName: string) => ({
      Namespace: "members",
      MetricData: [{ MetricName, Timestamp: now, Dimensions: [{ Name: "d", Value: "v" }], ...values }],
    }),
    after: (name: string) => [
      getSum(name, { Dimensions: [{ Name: "d", Value: "v" }] }),
      getSum(name, { Dimensions: [{ Name: "d", Value: "v" }], Period: 10 }),
      getAllValues(name),
    ],
  })),
  "monitoring:TagResource": {
    before: (id) => [createAlarm(id)],
    input: (id) => ({ ResourceARN: alarmArn(id), Tags: [tag] }),
    after: (id) => [["monitoring:ListTagsForResource", { ResourceARN: alarmArn(id) }]],
  },
  "rds:AddTagsToResource": { isRefused: true, input: () => ({ ResourceName: arn("rds", "db:none"), Tags: [tag] }) },
  "rds:CreateDBInstance": {
    isRefused: true,
    input: () => ({ ...instance, DBInstanceIdentifier: "a--b", MasterUserPassword: "12345678" }),
  },
  "rds:CreateDBSnapshot": {
    isRefused: true,
    input: () => ({ DBInstanceIdentifier: "none", DBSnapshotIdentifier: "s" }),
  },
  "rds:DescribeDBEngineVersions": { input: () => ({ Filters: [{ Name: "engine", Values: ["postgres"] }] }) },
  "rds:DescribeDBInstances": { input: () => ({ Filters: [{ Name: "db-instance-id", Values: ["none"] }] }) },
  "rds:DescribeDBSnapshots": { input: () => ({ Filters: [{ Name: "db-instance-id", Values: ["none"] }] }) },
  "rds:ListTagsForResource": { isRefused: true, input: () => ({ ResourceName: arn("rds", "db:none") }) },
  "rds:ModifyDBInstance": { isRefused: true, input: () => ({ DBInstanceIdentifier: "none" }) },
  "rds:RestoreDBInstanceFromDBSnapshot": {
    isRefused: true,
    input: () => ({ DBInstanceIdentifier: "other", DBSnapshotIdentifier: "none" }),
  },
  "secretsmanager:BatchGetSecretValue": { input: () => ({ Filters: [{ Key: "name", Values: ["members"] }] }) },
  "secretsmanager:CreateSecret": {
    input: (Name) => ({ Name, SecretString: "s", Tags: [tag] }),
    after: (_, answer) => [["secretsmanager:DescribeSecret", { SecretId: secretArn(answer) }]],
  },
  "secretsmanager:ListSecrets": { input: () => ({ Filters: [{ Key: "name", Values: ["members"] }] }) },
  "secretsmanager:RotateSecret": {
    before: (Name) => [["secretsmanager:CreateSecret", { Name, SecretString: "s" }]],
    input: (SecretId) => ({
      ...{ SecretId, RotateImmediately: false, RotationLambdaARN: arn("lambda", "function:members") },
      RotationRules: { AutomaticallyAfterDays: 30 },
    }),
    after: (SecretId) => [["secretsmanager:DescribeSecret", { SecretId }]],
  },
  "secretsmanager:TagResource": {
    before: (Name) => [["secretsmanager:CreateSecret", { Name, SecretString: "s" }]],
    input: (SecretId) => ({ SecretId, Tags: [tag] }),
    after: (SecretId) => [["secretsmanager:DescribeSecret", { SecretId }]],
  },
  "ssm:AddTagsToResource": {
    before: (id) => [["ssm:PutParameter", { Name: id, Value: "1", Type: "String" }]],
    input: (ResourceId) => ({ ResourceType: "Parameter", ResourceId, Tags: [tag] }),
    after: (ResourceId) => [["ssm:ListTagsForResource", { ResourceType: "Parameter", ResourceId }]],
  },
  "ssm:DescribeParameters": [
    { input: () => ({ Filters: [{ Key: "Name", Values: ["/members"] }] }) },
    { input: () => ({ ParameterFilters: [{ Key: "Name", Option: "BeginsWith", Values: ["/members/a"] }] }) },
  ],
  "ssm:GetParametersByPath": {
    input: () => ({ Path: "/members", ParameterFilters: [{ Key: "Type", Option: "Equals", Values: ["String"] }] }),
  },
  "ssm:PutParameter": {
    input: (Name) => ({ Name, Value: "1", Type: "String", Tags: [tag] }),
    after: (ResourceId) => [["ssm:ListTagsForResource", { ResourceType: "Parameter", ResourceId }]],
  },
  "states:CreateActivity": {
    input: (name) => ({ name, tags: [{ key: "k", value: "v" }] }),
    after: (name) => [
      ["states:DescribeActivity", { activityArn: arn("states", `activity:${name}`) }],
      ["states:ListTagsForResource", { resourceArn: arn("states", `activity:${name}`) }],
    ],
  },
  "states:CreateStateMachine": {
    input: (name) => ({
      ...{ name, roleArn: role, definition: machine, tags: [{ key: "k", value: "v" }] },
      loggingConfiguration: logging,
    }),
    after: (name) => [
      ["states:DescribeStateMachine", { stateMachineArn: machineArn(name) }],
      ["states:ListTagsForResource", { resourceArn: machineArn(name) }],
    ],
  },
  "states:UpdateStateMachine": {
    before: (id) => [createMachine(id)],
    input: (id) => ({ stateMachineArn: machineArn(id), loggingConfiguration: logging }),
    after: (name) => [["states:DescribeStateMachine", { stateMachineArn: machineArn(name) }]],
  },
  "states:CreateStateMachineAlias": {
    before: (id) => [createMachine(id), publishMachine(id)],
    input: (id) => ({
      name: "live",
      routingConfiguration: [{ stateMachineVersionArn: `${machineArn(id)}:1`, weight: 100 }],
    }),
    after: (id) => [["states:DescribeStateMachineAlias", { stateMachineAliasArn: `${machineArn(id)}:live` }]],
  },
  "states:UpdateStateMachineAlias": {
    before: (id) => [
      createMachine(id),
      publishMachine(id),
      [
        "states:CreateStateMachineAlias",
        { name: "live", routingConfiguration: [{ stateMachineVersionArn: `${machineArn(id)}:1`, weight: 100 }] },
      ],
    ],
    input: (id) => ({
      stateMachineAliasArn: `${machineArn(id)}:live`,
      routingConfiguration: [{ stateMachineVersionArn: `${machineArn(id)}:1`, weight: 100 }],
    }),
    after: (id) => [["states:DescribeStateMachineAlias", { stateMachineAliasArn: `${machineArn(id)}:live` }]],
  },
  "states:TagResource": {
    before: (id) => [createMachine(id)],
    input: (id) => ({ resourceArn: machineArn(id), tags: [{ key: "k", value: "v" }] }),
    after: (id) => [["states:ListTagsForResource", { resourceArn: machineArn(id) }]],
  },
};

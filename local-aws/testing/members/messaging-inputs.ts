import type { Base, Step } from "./base-inputs";

export const account = "000000000000";
export const arn = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:${account}:${resource}`;
export const role = `arn:aws:iam::${account}:role/members`;
export const queue = (name: string): string => arn("sqs", name);
const queueUrl = (name: string): string => `http://127.0.0.1/${account}/${name}`;

export const createQueue = (name: string): Step => ["sqs:CreateQueue", { QueueName: name }];
const receive = (name: string): readonly [string, object] => [
  "sqs:ReceiveMessage",
  {
    ...{ QueueUrl: queueUrl(name), MaxNumberOfMessages: 10, WaitTimeSeconds: 1 },
    ...{ MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All"] },
  },
];
export const tag = { Key: "k", Value: "v" };
export const rule = { EvaluationPeriods: 1, ComparisonOperator: "GreaterThanThreshold", Threshold: 1 };
const schedule = (Name: string) => ({
  ...{ Name, ScheduleExpression: "rate(1 day)", State: "DISABLED" },
  ...{ FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 15 } },
});
const scheduleTargets = [
  { Arn: queue("members.fifo"), SqsParameters: { MessageGroupId: "g" } },
  { Arn: arn("events", "event-bus/default"), EventBridgeParameters: { DetailType: "t", Source: "s" } },
].map((target) => ({ ...target, RoleArn: role }));
const ruleTargets = (id: string) => [
  [{ Id: "1", Arn: queue(id), RetryPolicy: { MaximumRetryAttempts: 9 } }],
  [{ Id: "1", Arn: queue(`${id}.fifo`), SqsParameters: { MessageGroupId: "g" } }],
  [{ Id: "1", Arn: queue(id), InputTransformer: { InputPathsMap: { a: "$.source" }, InputTemplate: '"<a>"' } }],
];
const createRule = (Name: string): Step => [
  "events:PutRule",
  { Name, EventPattern: JSON.stringify({ source: [Name] }) },
];
const busArn = (name: string): string => arn("events", `event-bus/${name}`);
const mail = (id: string) => ({
  Source: "members@example.com",
  Destination: { ToAddresses: [`${id}@example.com`] },
  Message: { Subject: { Data: id }, Body: { Text: { Data: "text" } } },
});
const inbox = (id: string): readonly [string, object] => ["local:Inbox", { about: id }];
const template = (TemplateName: string) => ({
  TemplateName,
  SubjectPart: `subject ${TemplateName}`,
  TextPart: "text",
});
export const createTemplate = (name: string): Step => ["ses:CreateTemplate", { Template: template(name) }];
const createTopic = (Name: string): readonly Step[] => [
  ["sns:CreateTopic", { Name }],
  createQueue(Name),
  ["sns:Subscribe", { TopicArn: arn("sns", Name), Protocol: "sqs", Endpoint: queue(Name) }],
];
const attribute = { DataType: "String", StringValue: "s" };

/** As `baseInputs`, for the services that hand on messages. */
export const messagingInputs: Readonly<Record<string, Base | readonly Base[]>> = {
  "events:CreateEventBus": {
    input: (Name) => ({ Name }),
    after: (Name) => [
      ["events:DescribeEventBus", { Name }],
      ["events:ListTagsForResource", { ResourceARN: busArn(Name) }],
    ],
  },
  "events:PutEvents": {
    before: (id) => [
      createQueue(id),
      createRule(id),
      ["events:PutTargets", { Rule: id, Targets: [{ Id: "1", Arn: queue(id) }] }],
    ],
    input: (Source) => ({ Entries: [{ Source, DetailType: "t", Detail: "{}" }] }),
    after: (id) => [receive(id)],
  },
  "events:PutPermission": {
    input: (StatementId) => ({
      ...{ StatementId, Action: "events:PutEvents", Principal: "*" },
      Condition: { Type: "StringEquals", Key: "aws:PrincipalOrgID", Value: "o-1" },
    }),
    after: (StatementId) => [
      ["events:DescribeEventBus", {}],
      ["events:RemovePermission", { StatementId }],
    ],
  },
  "events:PutRule": {
    input: (Name) => ({ Name, ScheduleExpression: "rate(1 day)", Tags: [tag] }),
    after: (Name) => [["events:ListTagsForResource", { ResourceARN: arn("events", `rule/${Name}`) }]],
  },
  "events:PutTargets": ruleTargets("ID").map((_, index) => ({
    before: (id: string): readonly Step[] => [
      createRule(id),
      createQueue(id),
      ["sqs:CreateQueue", { QueueName: `${id}.fifo`, Attributes: { FifoQueue: "true" } }],
    ],
    input: (Rule: string) => ({ Rule, Targets: ruleTargets(Rule)[index] ?? [] }),
    after: (Rule: string) => [["events:ListTargetsByRule", { Rule }] as const],
  })),
  "events:TagResource": {
    before: (id) => [createRule(id)],
    input: (id) => ({ ResourceARN: arn("events", `rule/${id}`), Tags: [tag] }),
    after: (id) => [["events:ListTagsForResource", { ResourceARN: arn("events", `rule/${id}`) }]],
  },
  "events:UpdateEventBus": {
    before: (Name) => [["events:CreateEventBus", { Name }]],
    input: (Name) => ({ Name }),
    after: (Name) => [["events:DescribeEventBus", { Name }]],
  },
  "scheduler:CreateSchedule": scheduleTargets.map((Target) => ({
    input: (Name: string) => ({ ...schedule(Name), Target }),
    after: (Name: string) => [["scheduler:GetSchedule", { Name }] as const],
  })),
  "scheduler:UpdateSchedule": scheduleTargets.map((Target) => ({
    before: (id: string): readonly Step[] => [["scheduler:CreateSchedule", { ...schedule(id), Target }]],
    input: (Name: string) => ({ ...schedule(Name), Target }),
    after: (Name: string) => [["scheduler:GetSchedule", { Name }] as const],
  })),
  "scheduler:CreateScheduleGroup": {
    input: (Name) => ({ Name, Tags: [tag] }),
    after: (id) => [["scheduler:ListTagsForResource", { ResourceArn: arn("scheduler", `schedule-group/${id}`) }]],
  },
  "scheduler:TagResource": {
    before: (Name) => [["scheduler:CreateScheduleGroup", { Name }]],
    input: (id) => ({ ResourceArn: arn("scheduler", `schedule-group/${id}`), Tags: [tag] }),
    after: (id) => [["scheduler:ListTagsForResource", { ResourceArn: arn("scheduler", `schedule-group/${id}`) }]],
  },
  "ses:CreateTemplate": {
    input: (id) => ({ Template: template(id) }),
    after: (TemplateName) => [["ses:GetTemplate", { TemplateName }]],
  },
  "ses:UpdateTemplate": {
    before: (id) => [createTemplate(id)],
    input: (id) => ({ Template: template(id) }),
    after: (TemplateName) => [["ses:GetTemplate", { TemplateName }]],
  },
  "ses:SendEmail": { input: mail, after: (id) => [inbox(id)] },
  "ses:SendRawEmail": {
    input: (id) => ({
      RawMessage: {
        Data: Buffer.from(`From: members@example.com\nTo: ${id}@example.com\nSubject: ${id}\n\ntext\n`).toString(
          "base64",
        ),
      },
    }),
    after: (id) => [inbox(id)],
  },
  "ses:SendTemplatedEmail": {
    input: (id) => ({
      ...{ Source: "members@example.com", Template: "members", TemplateData: "{}" },
      Destination: { ToAddresses: [`${id}@example.com`] },
    }),
    after: (id) => [inbox(id)],
  },
  "sns:CreateTopic": {
    input: (Name) => ({ Name, Tags: [tag] }),
    after: (id) => [["sns:ListTagsForResource", { ResourceArn: arn("sns", id) }]],
  },
  "sns:TagResource": {
    before: (Name) => [["sns:CreateTopic", { Name }]],
    input: (id) => ({ ResourceArn: arn("sns", id), Tags: [tag] }),
    after: (id) => [["sns:ListTagsForResource", { ResourceArn: arn("sns", id) }]],
  },
  "sns:Publish": {
    before: createTopic,
    input: (id) => ({ TopicArn: arn("sns", id), Message: "m", MessageAttributes: { a: attribute } }),
    after: (id) => [receive(id)],
  },
  "sns:PublishBatch": [
    {
      before: createTopic,
      input: (id) => ({
        TopicArn: arn("sns", id),
        PublishBatchRequestEntries: [
          { Id: "1", Message: '{"default":"m","sqs":"q"}', MessageAttributes: { a: attribute } },
        ],
      }),
      after: (id) => [receive(id)],
    },
  ],
  "sqs:ChangeMessageVisibilityBatch": {
    before: (id) => [createQueue(id), ["sqs:SendMessage", { QueueUrl: queueUrl(id), MessageBody: "m" }], receive(id)],
    input: (id) => ({ QueueUrl: queueUrl(id), Entries: [{ Id: "1", ReceiptHandle: "odd", VisibilityTimeout: 0 }] }),
    after: (id) => [receive(id)],
  },
  "sqs:DeleteMessageBatch": {
    before: (id) => [createQueue(id)],
    input: (id) => ({ QueueUrl: queueUrl(id), Entries: [{ Id: "1", ReceiptHandle: "odd" }] }),
  },
  "sqs:SendMessage": {
    before: (id) => [createQueue(id)],
    input: (id) => ({ QueueUrl: queueUrl(id), MessageBody: "m", MessageAttributes: { a: attribute } }),
    after: (id) => [receive(id)],
  },
  "sqs:SendMessageBatch": [
    {
      before: (id) => [createQueue(id)],
      input: (id) => ({
        QueueUrl: queueUrl(id),
        Entries: [{ Id: "1", MessageBody: "m", MessageAttributes: { a: attribute } }],
      }),
      after: (id) => [receive(id)],
    },
  ],
};

/**
 * The services here by the names of their clients in AWS's SDK for Java 2, which `aws-sdk` integrations of Step Functions and
 * targets of schedules use.
 */
export const sdkServices: Readonly<Record<string, { readonly scope: string; readonly title: string }>> = {
  athena: { scope: "athena", title: "Athena" },
  cloudwatch: { scope: "monitoring", title: "CloudWatch" },
  cloudwatchlogs: { scope: "logs", title: "CloudWatchLogs" },
  dynamodb: { scope: "dynamodb", title: "DynamoDb" },
  eventbridge: { scope: "events", title: "EventBridge" },
  glue: { scope: "glue", title: "Glue" },
  lambda: { scope: "lambda", title: "Lambda" },
  rds: { scope: "rds", title: "Rds" },
  s3: { scope: "s3", title: "S3" },
  scheduler: { scope: "scheduler", title: "Scheduler" },
  secretsmanager: { scope: "secretsmanager", title: "SecretsManager" },
  sfn: { scope: "states", title: "Sfn" },
  sns: { scope: "sns", title: "Sns" },
  sqs: { scope: "sqs", title: "Sqs" },
  ssm: { scope: "ssm", title: "Ssm" },
  sts: { scope: "sts", title: "Sts" },
};

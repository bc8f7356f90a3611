const audit = "for AWS's audit log, which there is not";
const more = "the answer has more than was asked for";
const identity = "for IAM Identity Center, which there is not";
const tracing = "for X-Ray, which there is not";
const masks = "nothing is masked";

/**
 * The members of inputs that no operation is seen to read, each with its reason;
 * `top-level.test.ts` compares.
 */
export const passedOver: Readonly<Record<string, string>> = {
  "athena:GetDataCatalog.WorkGroup": identity,
  "athena:GetDatabase.WorkGroup": identity,
  "athena:GetTableMetadata.WorkGroup": identity,
  "athena:ListDataCatalogs.WorkGroup": identity,
  "athena:ListDatabases.AttributesToGet": more,
  "athena:ListDatabases.WorkGroup": identity,
  "athena:ListTableMetadata.AttributesToGet": more,
  "athena:ListTableMetadata.WorkGroup": identity,
  "glue:BatchGetPartition.AuditContext": audit,
  "glue:BatchGetPartition.QuerySessionContext": audit,
  "glue:CreateJob.AllocatedCapacity": "obeyed: jobs/workers.ts takes it where there is no MaxCapacity",
  "glue:GetDatabases.AttributesToGet": more,
  "glue:GetPartition.AuditContext": audit,
  "glue:GetPartitionIndexes.NextToken": "a table has too few indexes for a second page",
  "glue:GetPartitions.AuditContext": audit,
  "glue:GetTable.AttributesToGet": more,
  "glue:GetTable.AuditContext": audit,
  "glue:GetTableVersion.AuditContext": audit,
  "glue:GetTableVersions.AuditContext": audit,
  "glue:GetTables.AttributesToGet": more,
  "glue:GetTables.AuditContext": audit,
  "glue:PutResourcePolicy.EnableHybrid": "there is no Lake Formation beside the policies",
  "glue:StartJobRun.AllocatedCapacity": "obeyed: jobs/workers.ts takes it where there is no MaxCapacity",
  "glue:StartJobRun.ExecutionRoleSessionPolicy": "refused: jobs/job-definition.ts looks at it",
  "glue:StartJobRun.JobRunQueuingEnabled": "refused where it is true: jobs/job-definition.ts looks at it",
  "glue:StartJobRun.SecurityConfiguration": "refused: jobs/job-definition.ts looks at it",
  "logs:CreateLogGroup.logGroupClass": "all groups are of the class STANDARD",
  "logs:FilterLogEvents.interleaved": "AWS passes over it, too: events are always interleaved",
  "logs:FilterLogEvents.unmask": masks,
  "logs:GetLogEvents.unmask": masks,
  "logs:PutLogEvents.sequenceToken": "AWS passes over it, too",
  "monitoring:PutMetricAlarm.AlarmDescription": "kept: an alarm's settings are kept as a whole",
  "rds:DescribeDBEngineVersions.DefaultOnly": "there is one version, which is the default",
  "rds:ListTagsForResource.Filters": "AWS passes over it, too",
  "scheduler:CreateSchedule.ClientToken": "obeyed: modelled-service.ts looks at it before the operation",
  "scheduler:UpdateSchedule.ClientToken": "obeyed: modelled-service.ts looks at it before the operation",
  "states:RedriveExecution.clientToken": "a redrive of an execution that goes on is refused, whichever it is",
  "states:StartExecution.traceHeader": tracing,
  "states:StartSyncExecution.traceHeader": tracing,
};

const nothingThere = "there is never one to remove";
const readOnly = "AWS works it out itself, too";
const inInstances = "obeyed: rds.test.ts looks at databases that are there, of which each takes seconds";
const inUnicode = "a mail in the inbox is text as it was given, in no charset";
const ofBinary = "read where the DataType is Binary: sqs-messages.test.ts";

/** Those inside others, which `nested.test.ts` finds to change nothing. */
export const nestedPassedOver: Readonly<Record<string, string>> = {
  "athena:CreateWorkGroup.Configuration.EngineVersion.EffectiveEngineVersion": readOnly,
  "athena:UpdateWorkGroup.ConfigurationUpdates.EngineVersion.EffectiveEngineVersion": readOnly,
  "athena:UpdateWorkGroup.ConfigurationUpdates.ManagedQueryResultsConfigurationUpdates.RemoveEncryptionConfiguration":
    nothingThere,
  "athena:UpdateWorkGroup.ConfigurationUpdates.RemoveCustomerContentEncryptionConfiguration": nothingThere,
  "glue:CreateTable.OpenTableFormatInput.IcebergInput.MetadataOperation": "CREATE is all that there is",
  "glue:UpdateTrigger.TriggerUpdate.Name": "reserved, as AWS says",
  "monitoring:PutMetricData.MetricData.[].StorageResolution": "obeyed: monitoring.test.ts reads values by the second",
  "rds:AddTagsToResource.Tags.[].Key": inInstances,
  "rds:AddTagsToResource.Tags.[].Value": inInstances,
  "rds:CreateDBInstance.Tags.[].Key": inInstances,
  "rds:CreateDBInstance.Tags.[].Value": inInstances,
  "rds:CreateDBSnapshot.Tags.[].Key": inInstances,
  "rds:CreateDBSnapshot.Tags.[].Value": inInstances,
  "rds:DescribeDBInstances.Filters.[].Values": inInstances,
  "rds:DescribeDBSnapshots.Filters.[].Values": inInstances,
  "rds:RestoreDBInstanceFromDBSnapshot.Tags.[].Key": inInstances,
  "rds:RestoreDBInstanceFromDBSnapshot.Tags.[].Value": inInstances,
  "ses:SendEmail.Message.Body.Text.Charset": inUnicode,
  "ses:SendEmail.Message.Subject.Charset": inUnicode,
  "sqs:SendMessage.MessageAttributes.{}.BinaryValue": ofBinary,
  "sqs:SendMessageBatch.Entries.[].MessageAttributes.{}.BinaryValue": ofBinary,
};

/** Those whose refusal does not name them, for it is in AWS's own words. */
export const refusedInOtherWords: readonly string[] = [
  "lambda:CreateFunction.Code.ZipFile",
  "lambda:PublishLayerVersion.Content.ZipFile",
  "ses:SendRawEmail.RawMessage.Data",
  "sns:Publish.MessageAttributes.{}.DataType",
  "sqs:SendMessage.MessageAttributes.{}.BinaryListValues",
  "sqs:SendMessage.MessageAttributes.{}.DataType",
  "sqs:SendMessage.MessageAttributes.{}.StringListValues",
  "ssm:DescribeParameters.ParameterFilters.[].Key",
  "states:CreateStateMachine.loggingConfiguration.destinations.[].cloudWatchLogsLogGroup.logGroupArn",
  "states:UpdateStateMachine.loggingConfiguration.destinations.[].cloudWatchLogsLogGroup.logGroupArn",
];

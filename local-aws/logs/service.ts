import { jsonService } from "../protocol/json-service";
import type { OperationsOf } from "../protocol/operation";
import type { Service } from "../protocol/service";
import { invalidParameter } from "./checks";
import type { LogStore } from "./log-store";
import { createLogGroup } from "./operations/create-log-group";
import { createLogStream } from "./operations/create-log-stream";
import { deleteLogGroup } from "./operations/delete-log-group";
import { deleteLogStream } from "./operations/delete-log-stream";
import { deleteRetentionPolicy } from "./operations/delete-retention-policy";
import { describeLogGroups } from "./operations/describe-log-groups";
import { describeLogStreams } from "./operations/describe-log-streams";
import { filterLogEvents } from "./operations/filter-log-events";
import { getLogEvents } from "./operations/get-log-events";
import { putLogEvents } from "./operations/put-log-events";
import { putRetentionPolicy } from "./operations/put-retention-policy";

const operations = {
  CreateLogGroup: createLogGroup,
  CreateLogStream: createLogStream,
  DeleteLogGroup: deleteLogGroup,
  DeleteLogStream: deleteLogStream,
  DeleteRetentionPolicy: deleteRetentionPolicy,
  DescribeLogGroups: describeLogGroups,
  DescribeLogStreams: describeLogStreams,
  FilterLogEvents: filterLogEvents,
  GetLogEvents: getLogEvents,
  PutLogEvents: putLogEvents,
  PutRetentionPolicy: putRetentionPolicy,
} satisfies OperationsOf<typeof import("@aws-sdk/client-cloudwatch-logs"), LogStore>;

/**
 * CloudWatch Logs over a log store.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html
 */
export function logsService(logs: LogStore): Service {
  return jsonService({
    name: "logs",
    targetPrefix: "Logs_20140328",
    context: logs,
    operations,
    refuse: invalidParameter,
    internalError: "ServiceUnavailableException",
    showsValues: true,
    refused: {
      CreateLogGroup: ["kmsKeyId", "tags", "deletionProtectionEnabled"],
      DescribeLogGroups: ["accountIdentifiers", "includeLinkedAccounts", "logGroupIdentifiers"],
      FilterLogEvents: ["startFromHead"],
      PutLogEvents: ["entity"],
    },
    kept: ["DeleteRetentionPolicy", "PutRetentionPolicy"],
    load: () => void logs.groups(),
    reset: async () => logs.reset(),
    close: async () => {},
  });
}

import { jsonService } from "../protocol/json-service";
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

/**
 * CloudWatch Logs over a log store.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html
 */
export function logsService(logs: LogStore): Service {
  return jsonService({
    name: "logs",
    targetPrefix: "Logs_20140328",
    operations: {
      CreateLogGroup: createLogGroup(logs),
      CreateLogStream: createLogStream(logs),
      DeleteLogGroup: deleteLogGroup(logs),
      DeleteLogStream: deleteLogStream(logs),
      DeleteRetentionPolicy: deleteRetentionPolicy(logs),
      DescribeLogGroups: describeLogGroups(logs),
      DescribeLogStreams: describeLogStreams(logs),
      FilterLogEvents: filterLogEvents(logs),
      GetLogEvents: getLogEvents(logs),
      PutLogEvents: putLogEvents(logs),
      PutRetentionPolicy: putRetentionPolicy(logs),
    },
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

import { jsonService } from "../protocol/json-service";
import type { Service } from "../protocol/service";
import { invalidParameter } from "./checks";
import { createLogGroup } from "./create-log-group";
import { createLogStream } from "./create-log-stream";
import { deleteLogGroup } from "./delete-log-group";
import { deleteLogStream } from "./delete-log-stream";
import { deleteRetentionPolicy } from "./delete-retention-policy";
import { describeLogGroups } from "./describe-log-groups";
import { describeLogStreams } from "./describe-log-streams";
import { filterLogEvents } from "./filter-log-events";
import { getLogEvents } from "./get-log-events";
import type { LogStore } from "./log-store";
import { putLogEvents } from "./put-log-events";
import { putRetentionPolicy } from "./put-retention-policy";

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

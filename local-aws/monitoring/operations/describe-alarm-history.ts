import type { DescribeAlarmHistoryInput, DescribeAlarmHistoryOutput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import type { MonitoringContext } from "../monitoring-context";
import { pageOf } from "../page";

const defaultRecords = 100;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html */
export function describeAlarmHistory(
  { history }: MonitoringContext,
  input: Checked<DescribeAlarmHistoryInput>,
): DescribeAlarmHistoryOutput {
  const { AlarmName, AlarmTypes = ["MetricAlarm"], HistoryItemType, StartDate, EndDate, ScanBy } = input;
  const found = history
    .all()
    .filter(({ item }) => AlarmName === undefined || item.AlarmName === AlarmName)
    .filter(({ item: { AlarmType = "MetricAlarm" } }) => AlarmTypes.includes(AlarmType))
    .filter(({ item }) => HistoryItemType === undefined || item.HistoryItemType === HistoryItemType)
    .filter(({ item: { Timestamp = new Date(0) } }) => StartDate === undefined || Timestamp >= StartDate)
    .filter(({ item: { Timestamp = new Date(0) } }) => EndDate === undefined || Timestamp <= EndDate);
  const descending = ScanBy !== "TimestampAscending";
  const ordered = descending ? found.reverse() : found;
  const limit = input.MaxRecords ?? defaultRecords;
  const { page, next } = pageOf(ordered, ({ key }) => key, input.NextToken, limit, descending);
  return { AlarmHistoryItems: page.map(({ item }) => item), NextToken: next };
}

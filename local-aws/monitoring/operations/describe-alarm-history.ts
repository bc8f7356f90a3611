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
    .filter((item) => AlarmName === undefined || item.AlarmName === AlarmName)
    .filter(({ AlarmType = "MetricAlarm" }) => AlarmTypes.includes(AlarmType))
    .filter((item) => HistoryItemType === undefined || item.HistoryItemType === HistoryItemType)
    .filter(({ Timestamp = new Date(0) }) => StartDate === undefined || Timestamp >= StartDate)
    .filter(({ Timestamp = new Date(0) }) => EndDate === undefined || Timestamp <= EndDate);
  const ordered = ScanBy === "TimestampAscending" ? found : found.reverse();
  const { page, next } = pageOf(ordered, input.NextToken, input.MaxRecords ?? defaultRecords);
  return { AlarmHistoryItems: page, NextToken: next };
}

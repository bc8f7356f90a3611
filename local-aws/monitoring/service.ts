import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Integration } from "../integration/integration";
import { modelledService } from "../protocol/modelled-service";
import type { OperationsOf } from "../protocol/operation";
import type { Service } from "../protocol/service";
import { awsJson } from "../protocol/wire/aws-json";
import { awsQuery } from "../protocol/wire/aws-query";
import { rpcV2Cbor } from "../protocol/wire/rpc-v2-cbor";
import { DataFolder } from "../storage/data-folder";
import { AlarmHistory } from "./alarms/alarm-history";
import { AlarmStates } from "./alarms/alarm-states";
import { AlarmWatch } from "./alarms/alarm-watch";
import { Alarms } from "./alarms/alarms";
import { Dashboards } from "./dashboards/dashboards";
import { validationError } from "./errors";
import { dayMs } from "./metrics/metric-index";
import { MetricStore } from "./metrics/metric-store";
import { Minutes } from "./minutes";
import type { MonitoringContext } from "./monitoring-context";
import { deleteAlarms } from "./operations/delete-alarms";
import { deleteDashboards } from "./operations/delete-dashboards";
import { describeAlarmHistory } from "./operations/describe-alarm-history";
import { describeAlarms } from "./operations/describe-alarms";
import { describeAlarmsForMetric } from "./operations/describe-alarms-for-metric";
import { disableAlarmActions } from "./operations/disable-alarm-actions";
import { enableAlarmActions } from "./operations/enable-alarm-actions";
import { getDashboard } from "./operations/get-dashboard";
import { getMetricData } from "./operations/get-metric-data";
import { getMetricStatistics } from "./operations/get-metric-statistics";
import { listDashboards } from "./operations/list-dashboards";
import { listMetrics } from "./operations/list-metrics";
import { listTagsForResource } from "./operations/list-tags-for-resource";
import { putCompositeAlarm } from "./operations/put-composite-alarm";
import { putDashboard } from "./operations/put-dashboard";
import { putMetricAlarm } from "./operations/put-metric-alarm";
import { putMetricData } from "./operations/put-metric-data";
import { setAlarmState } from "./operations/set-alarm-state";
import { tagResource } from "./operations/tag-resource";
import { untagResource } from "./operations/untag-resource";

export interface MonitoringOptions {
  readonly dataDir: string;
  readonly integration: Pick<Integration, "events" | "metrics" | "outbox">;
  /** Puts the metrics that services publish once a day. @param day Its begin. */
  readonly daily?: (day: Date) => Promise<void>;
  /** Milliseconds since 1970; the machine's clock where it is not given. */
  readonly now?: () => number;
}

const operations = {
  DeleteAlarms: deleteAlarms,
  DeleteDashboards: deleteDashboards,
  DescribeAlarmHistory: describeAlarmHistory,
  DescribeAlarms: describeAlarms,
  DescribeAlarmsForMetric: describeAlarmsForMetric,
  DisableAlarmActions: disableAlarmActions,
  EnableAlarmActions: enableAlarmActions,
  GetDashboard: getDashboard,
  GetMetricData: getMetricData,
  GetMetricStatistics: getMetricStatistics,
  ListDashboards: listDashboards,
  ListMetrics: listMetrics,
  ListTagsForResource: listTagsForResource,
  PutCompositeAlarm: putCompositeAlarm,
  PutDashboard: putDashboard,
  PutMetricAlarm: putMetricAlarm,
  PutMetricData: putMetricData,
  SetAlarmState: setAlarmState,
  TagResource: tagResource,
  UntagResource: untagResource,
} satisfies OperationsOf<typeof import("@aws-sdk/client-cloudwatch"), MonitoringContext>;

/** What asks for anomaly detection, other accounts, or another way to evaluate. */
const refused = {
  DescribeAlarmHistory: ["AlarmContributorId"],
  GetMetricData: ["LabelOptions"],
  ListMetrics: ["IncludeLinkedAccounts", "OwningAccount"],
  PutCompositeAlarm: [
    ...["ActionsSuppressor", "ActionsSuppressorWaitPeriod", "ActionsSuppressorExtensionPeriod", "ActionConfiguration"],
  ],
  PutMetricAlarm: [
    ...["ThresholdMetricId", "EvaluationWindow", "WarmUpConfiguration", "EvaluationCriteria", "EvaluationInterval"],
    "ActionConfiguration",
  ],
  PutMetricData: ["EntityMetricData", "StrictEntityValidation"],
};

/**
 * CloudWatch: metrics, alarms and dashboards. Alarms are looked at each minute.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Operations.html
 */
export function monitoringService(
  options: MonitoringOptions,
): Service & { readonly context: MonitoringContext; readonly everyMinute: () => Promise<void> } {
  const { dataDir, integration, daily = async () => {}, now = Date.now } = options;
  const data = DataFolder.at(dataDir);
  const metrics = new MetricStore(dataDir, now);
  const alarms = new Alarms(data);
  const history = new AlarmHistory(data, now);
  const states = new AlarmStates(alarms, history, integration, now);
  const watch = new AlarmWatch(alarms, states, metrics, now);
  const dashboards = new Dashboards(data);
  const context: MonitoringContext = { metrics, alarms, states, watch, history, dashboards, now };
  integration.metrics.listen((value) => metrics.gather(value));
  let today: number | undefined;
  const everyMinute = async () => {
    watch.evaluate();
    const day = Math.floor(now() / dayMs) * dayMs;
    if (day !== today) {
      today = day;
      metrics.prune();
      history.prune();
      if (!metrics.hasDaily(day)) {
        await daily(new Date(day));
      }
    }
  };
  const minutes = new Minutes(
    (isMinute) => {
      if (isMinute) {
        everyMinute().catch(console.error);
      } else {
        watch.evaluate(true);
      }
    },
    () => watch.isHurried,
  );
  const service = modelledService({
    name: "monitoring",
    protocols: [
      rpcV2Cbor("GraniteServiceVersion20100801"),
      awsJson("GraniteServiceVersion20100801"),
      awsQuery({ namespace: "http://monitoring.amazonaws.com/doc/2010-08-01/" }),
    ],
    context,
    operations,
    refuse: validationError,
    internalError: "InternalServiceFault",
    showsValues: true,
    refused,
    async load() {
      await alarms.prepare();
      await dashboards.prepare();
      metrics.prune();
      minutes.start();
    },
    async reset() {
      today = undefined;
      metrics.reset();
      alarms.reset();
      history.reset();
      dashboards.reset();
      rmSync(join(dataDir, "monitoring"), { recursive: true, force: true });
    },
    async close() {
      minutes.stop();
      metrics.flush();
    },
  });
  return { ...service, context, everyMinute };
}

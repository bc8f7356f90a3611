import type { AlarmHistory } from "./alarms/alarm-history";
import type { AlarmStates } from "./alarms/alarm-states";
import type { AlarmWatch } from "./alarms/alarm-watch";
import type { Alarms } from "./alarms/alarms";
import type { Dashboards } from "./dashboards/dashboards";
import type { MetricStore } from "./metrics/metric-store";

/** What CloudWatch's operations work on. */
export interface MonitoringContext {
  readonly metrics: MetricStore;
  readonly alarms: Alarms;
  readonly states: AlarmStates;
  readonly watch: AlarmWatch;
  readonly history: AlarmHistory;
  readonly dashboards: Dashboards;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

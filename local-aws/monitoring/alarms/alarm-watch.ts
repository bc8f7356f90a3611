import { runQueries } from "../math/run-queries";
import { metricOf } from "../metrics/metric";
import type { MetricStore } from "../metrics/metric-store";
import { pointsOf, type Span } from "../metrics/points";
import { percentileOf } from "../metrics/statistic";
import { type Alarm, nameOf } from "./alarm";
import { queriesOf } from "./alarm-messages";
import type { AlarmStates } from "./alarm-states";
import type { Alarms } from "./alarms";
import { breaches, judge, morePeriods } from "./judge";
import { stateReason } from "./state-reason";

type WatchedAlarm = Alarm & { readonly type: "MetricAlarm" };

/** Looks at the metrics of alarms, and gives the alarms the states that follow. */
export class AlarmWatch {
  constructor(
    private readonly alarms: Alarms,
    private readonly states: AlarmStates,
    private readonly metrics: MetricStore,
    private readonly now: () => number,
  ) {}

  /** Whether an alarm has a period below a minute, and so is looked at each ten seconds. */
  get isHurried(): boolean {
    return this.alarms.all("MetricAlarm").some((alarm) => periodOf(alarm) < 60);
  }

  /** Looks at all alarms. @param hurriedOnly Only at those with a period below a minute. */
  evaluate(hurriedOnly = false): void {
    for (const alarm of this.alarms.all("MetricAlarm")) {
      if (!hurriedOnly || periodOf(alarm) < 60) {
        try {
          this.evaluateOne(alarm);
        } catch (error) {
          console.error(`The alarm ${nameOf(alarm)} could not be evaluated:`, error);
        }
      }
    }
  }

  private evaluateOne(alarm: WatchedAlarm): void {
    const { settings } = alarm;
    const { EvaluationPeriods = 1, DatapointsToAlarm = EvaluationPeriods, Threshold = 0 } = settings;
    const isBreaching = breaches(settings.ComparisonOperator, Threshold);
    if (isBreaching === undefined) {
      return;
    }
    const now = this.now();
    const period = periodOf(alarm);
    const length = EvaluationPeriods + morePeriods;
    const span = rangeOf(now, period, length);
    const [result] = runQueries(this.metrics, queriesOf(alarm), () => span);
    const timeOf = (place: number) => span.start + place * span.period;
    const points = Array.from({ length }, (_, i) => result?.series.points.get(timeOf(i)));
    const samples = this.samplesOf(alarm, span);
    if (isTooFew(settings, (i) => samples?.get(timeOf(i))?.count ?? 0, length, EvaluationPeriods)) {
      return;
    }
    const treatMissing = settings.Namespace === "AWS/DynamoDB" ? "ignore" : (settings.TreatMissingData ?? "missing");
    const verdict = judge(points, {
      evaluationPeriods: EvaluationPeriods,
      datapointsToAlarm: DatapointsToAlarm,
      isBreaching,
      treatMissing: treatMissing as Parameters<typeof judge>[1]["treatMissing"],
    });
    if (verdict.state === undefined || verdict.state === alarm.state.value) {
      return;
    }
    const counts = (i: number) => samples?.get(timeOf(i))?.count;
    const evaluated = { settings, verdict, state: verdict.state, points, timeOf, samples: counts, period, now };
    this.states.set(alarm, { value: verdict.state, ...stateReason(evaluated) });
  }

  /** How many values the periods of a single metric have; undefined where the alarm watches an expression. */
  private samplesOf({ settings }: WatchedAlarm, span: Span): ReturnType<typeof pointsOf> | undefined {
    const { Namespace, MetricName, Dimensions, Unit } = settings;
    return Namespace === undefined || MetricName === undefined
      ? undefined
      : pointsOf(this.metrics, metricOf(Namespace, MetricName, Dimensions), span, Unit);
  }
}

/** In seconds. */
export function periodOf(alarm: WatchedAlarm): number {
  const periods = queriesOf(alarm).flatMap(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? []);
  return periods.length === 0 ? 300 : Math.max(...periods);
}

/** The last periods that are over; a longer one than a minute moves on by minutes. */
function rangeOf(now: number, period: number, length: number): Span {
  const step = Math.min(period, 60) * 1000;
  const end = Math.floor(now / step) * step;
  return { start: end - length * period * 1000, end, period: period * 1000 };
}

/** Whether a percentile says nothing yet, and the alarm is to wait until it does. */
function isTooFew(
  { ExtendedStatistic, EvaluateLowSampleCountPercentile }: WatchedAlarm["settings"],
  samples: (place: number) => number,
  length: number,
  evaluationPeriods: number,
): boolean {
  const percentile = percentileOf(ExtendedStatistic ?? "");
  if (percentile === undefined || EvaluateLowSampleCountPercentile !== "ignore") {
    return false;
  }
  const share = percentile / 100;
  const needed = 10 / (share >= 0.5 ? 1 - share : share);
  const counted = Array.from({ length: evaluationPeriods }, (_, i) => samples(length - 1 - i));
  return counted.reduce((sum, each) => sum + each, 0) < needed;
}

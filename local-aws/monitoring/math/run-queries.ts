import { type Metric, metricOf } from "../metrics/metric";
import type { MetricStore } from "../metrics/metric-store";
import { isPeriod, pointsOf, type Span } from "../metrics/points";
import { statisticOf } from "../metrics/statistic";
import { explained, type Query } from "./check-queries";
import { ExpressionError, readExpression } from "./expression";
import { evaluate, type MathContext } from "./functions";
import { searchOf } from "./search";
import { isArray, type TimeSeries, type Value, withPoints } from "./time-series";

/** A time series that a query gives: an expression may give several. */
export interface QueryResult {
  readonly id: string;
  readonly series: TimeSeries;
}

const mostFound = 500;
/** What the expressions of a request may work on: more would hold up all other requests. */
const mostPoints = 1_000_000;
/** Of expressions without a metric, in seconds. */
const defaultPeriod = 300;

/**
 * Works queries out, which {@link checkQueries} has let pass.
 *
 * @param spanOf The span of a request whose values have a period, in seconds.
 * @returns Those that return data, in the order of the queries.
 * @throws AwsError ValidationError where an expression cannot be worked out.
 */
export function runQueries(
  store: MetricStore,
  queries: readonly Query[],
  spanOf: (period: number) => Span,
): QueryResult[] {
  const run = new QueryRun(store, queries, spanOf);
  return queries.filter(({ ReturnData }) => ReturnData !== false).flatMap((query) => run.results(query));
}

class QueryRun {
  private readonly known = new Map<string, Value>();
  private readonly open = new Set<string>();
  private readonly smallestPeriod: number;
  /** Of all parts of expressions so far. */
  private points = 0;

  constructor(
    private readonly store: MetricStore,
    private readonly queries: readonly Query[],
    private readonly spanOf: (period: number) => Span,
  ) {
    const periods = queries.flatMap(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? []);
    this.smallestPeriod = periods.length === 0 ? defaultPeriod : Math.min(...periods);
  }

  results({ Id: id, Label: label }: Query): QueryResult[] {
    try {
      const value = this.value(id);
      if (typeof value === "number") {
        throw new ExpressionError("it gives a number: the result has to be a time series or an array of them");
      }
      return isArray(value)
        ? value.map((series) => ({ id, series: { ...series, label: `${label ?? ""} ${series.label}`.trim() } }))
        : [{ id, series: { ...value, label: label ?? (value.metricId === id ? value.label : id) } }];
    } catch (error) {
      throw explained(id, error);
    }
  }

  private value(id: string): Value {
    const known = this.known.get(id);
    if (known !== undefined) {
      return known;
    }
    const query = this.queries.find(({ Id }) => Id === id);
    if (query === undefined) {
      throw new ExpressionError(`there is no metric or expression ${id}`);
    }
    if (this.open.has(id)) {
      throw new ExpressionError(`${id} refers to itself`);
    }
    this.open.add(id);
    const value = query.MetricStat === undefined ? this.expression(query) : this.metric(query);
    this.open.delete(id);
    this.known.set(id, value);
    return value;
  }

  private metric({ Id, MetricStat, Label }: Query): TimeSeries {
    const { Metric, Period, Stat, Unit } = MetricStat as NonNullable<Query["MetricStat"]>;
    const metric = metricOf(Metric.Namespace ?? "", Metric.MetricName ?? "", Metric.Dimensions);
    return { ...this.read(metric, Period, Stat, Label ?? metric.name, Unit), metricId: Id };
  }

  private read(metric: Metric, period: number, stat: string, label: string, unit?: string): TimeSeries {
    const statistic = statisticOf(stat);
    if (statistic === undefined || !isPeriod(period)) {
      throw new ExpressionError(`${stat} by ${period} seconds is no statistic of a metric`);
    }
    const points = pointsOf(this.store, metric, this.spanOf(period), unit);
    const values = [...points].flatMap(([time, distribution]): [number, number][] => {
      const value = statistic(distribution);
      return value === undefined ? [] : [[time, value]];
    });
    return withPoints({ label, period, points: new Map() }, values);
  }

  private expression({ Expression, Period }: Query): Value {
    const context: MathContext = {
      period: Period ?? this.smallestPeriod,
      grid: (period) => {
        const span = this.spanOf(period);
        const length = Math.max(0, Math.ceil((span.end - span.start) / span.period));
        this.spend(length);
        return Array.from({ length }, (_, i) => span.start + i * span.period);
      },
      evaluate: (part) => {
        const value = evaluate(part, context, (id) => this.value(id));
        this.spend(sizeOf(value));
        return value;
      },
      metrics: (idPart) =>
        this.queries
          .filter(({ Id, MetricStat }) => MetricStat !== undefined && Id.includes(idPart))
          .map(({ Id }) => this.value(Id) as TimeSeries),
      search: (query, stat, period) => this.search(query, stat, period),
    };
    return context.evaluate(readExpression(Expression as string));
  }

  /** @throws ExpressionError Where it is too much. */
  private spend(points: number): void {
    this.points += points;
    if (this.points > mostPoints) {
      throw new ExpressionError("there are too many points: ask for a longer period or a shorter time");
    }
  }

  private search(query: string, stat: string, period: number): TimeSeries[] {
    const found = this.store.list().filter(searchOf(query));
    if (found.length > mostFound) {
      throw new ExpressionError(`the search finds ${found.length} metrics, more than ${mostFound}`);
    }
    const oneName = new Set(found.map(({ name }) => name)).size <= 1;
    const oneSet = new Set(found.map(({ dimensions }) => JSON.stringify(dimensions))).size <= 1;
    return found.map((metric) => {
      const parts = [
        ...(oneSet ? [] : metric.dimensions.map(([, value]) => value)),
        ...(oneName && !oneSet ? [] : [metric.name]),
      ];
      return this.read(metric, period, stat, parts.join(" "));
    });
  }
}

const sizeOf = (value: Value): number =>
  typeof value === "number"
    ? 0
    : isArray(value)
      ? value.reduce((sum, { points }) => sum + points.size, 0)
      : value.points.size;

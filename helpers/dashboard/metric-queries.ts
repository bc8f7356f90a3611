/** What a metric widget asks for, as GetMetricData takes it. */
export interface WidgetQuery {
  readonly Id: string;
  readonly Label?: string;
  readonly ReturnData: boolean;
  readonly Expression?: string;
  readonly Period?: number;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

type Json = Readonly<Record<string, unknown>>;

const defaultPeriod = 300;

/**
 * The queries of a metric widget. A row may say `.` for what the row before has at that place, and `...` for all up to
 * its last values.
 *
 * @param properties Of the widget.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function widgetQueries(properties: Json): WidgetQuery[] {
  const rows = Array.isArray(properties.metrics) ? (properties.metrics as unknown[][]) : [];
  const period = numberOr(properties.period, defaultPeriod);
  const stat = textOr(properties.stat, "Average");
  let before: readonly string[] = [];
  return rows.map((row, i): WidgetQuery => {
    const last = row.at(-1);
    const options = (typeof last === "object" && last !== null ? last : {}) as Json;
    const common = {
      Id: textOr(options.id, `auto${i}`),
      ...(typeof options.label === "string" && !options.label.includes("${") && { Label: options.label }),
      ReturnData: options.visible !== false,
    };
    if (typeof options.expression === "string") {
      return { ...common, Expression: options.expression, Period: numberOr(options.period, period) };
    }
    before = filledIn(
      row.filter((part): part is string => typeof part === "string"),
      before,
    );
    const [Namespace = "", MetricName = "", ...pairs] = before;
    const Dimensions = pairs.flatMap((Name, at) => (at % 2 === 0 ? [{ Name, Value: pairs[at + 1] ?? "" }] : []));
    const Label = common.Label ?? [MetricName, ...Dimensions.map(({ Value }) => Value)].join(" ");
    const Metric = { Namespace, MetricName, Dimensions };
    const MetricStat = { Metric, Period: numberOr(options.period, period), Stat: textOr(options.stat, stat) };
    return { ...common, Label, MetricStat };
  });
}

function filledIn(row: readonly string[], before: readonly string[]): string[] {
  const whole = row[0] === "..." ? [...before.slice(0, before.length - row.length + 1), ...row.slice(1)] : row;
  return whole.map((part, i) => (part === "." ? (before[i] ?? part) : part));
}

const textOr = (value: unknown, other: string): string => (typeof value === "string" ? value : other);
const numberOr = (value: unknown, other: number): number => (typeof value === "number" ? value : other);

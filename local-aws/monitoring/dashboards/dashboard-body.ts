import type { DashboardValidationMessage } from "@aws-sdk/client-cloudwatch";
import { AwsError } from "../../protocol/aws-error";

interface Found {
  readonly errors: DashboardValidationMessage[];
  readonly warnings: DashboardValidationMessage[];
}

type Json = Readonly<Record<string, unknown>>;

const mostWidgets = 500;
const columns = 24;
const widgetTypes = ["metric", "text", "log", "alarm", "explorer", "custom"];
const views = ["timeSeries", "singleValue", "gauge", "bar", "pie", "table"];

/**
 * Looks at the body of a dashboard.
 *
 * @param body JSON.
 * @returns What the console would not draw.
 * @throws AwsError DashboardInvalidInputError where it is not a dashboard.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function checkBody(body: string): DashboardValidationMessage[] {
  const found: Found = { errors: [], warnings: [] };
  checkDashboard(parsed(body), found);
  if (found.errors.length > 0) {
    throw invalidInput(found.errors);
  }
  return found.warnings;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw invalidInput([{ Message: "The field DashboardBody must be a valid JSON object" }]);
  }
}

function invalidInput(messages: readonly DashboardValidationMessage[]): AwsError {
  return new AwsError(
    "DashboardInvalidInputError",
    `The dashboard body is invalid, there are ${messages.length} validation errors: ${JSON.stringify(messages)}`,
    400,
    { dashboardValidationMessages: messages },
  );
}

function checkDashboard(dashboard: unknown, { errors, warnings }: Found): void {
  const error = (DataPath: string, Message: string) => errors.push({ DataPath, Message });
  if (!isObject(dashboard)) {
    error("/", "The field DashboardBody must be a valid JSON object");
    return;
  }
  const { widgets } = dashboard;
  if (!Array.isArray(widgets)) {
    error("/", "Should have required property 'widgets'");
    return;
  }
  if (widgets.length > mostWidgets) {
    error("/widgets", `Should NOT have more than ${mostWidgets} items`);
  }
  for (const [i, widget] of widgets.entries()) {
    const path = `/widgets/${i}`;
    if (!isObject(widget)) {
      error(path, "Should be object");
      continue;
    }
    if (!widgetTypes.includes(widget.type as string)) {
      error(`${path}/type`, `Should be equal to one of the allowed values: ${widgetTypes.join(", ")}`);
    }
    for (const name of ["x", "y", "width", "height"]) {
      const value = widget[name];
      const least = name === "width" || name === "height" ? 1 : 0;
      if (value !== undefined && !(Number.isInteger(value) && (value as number) >= least)) {
        error(`${path}/${name}`, `Should be an integer of at least ${least}`);
      }
    }
    if (Number(widget.x ?? 0) + Number(widget.width ?? 6) > columns) {
      error(path, `Should not reach beyond ${columns} columns`);
    }
    if (!isObject(widget.properties)) {
      error(path, "Should have required property 'properties'");
    } else if (widget.type === "metric") {
      checkMetricWidget(widget.properties, `${path}/properties`, { errors, warnings });
    } else if (widget.type === "text" && typeof widget.properties.markdown !== "string") {
      error(`${path}/properties`, "Should have required property 'markdown'");
    }
  }
}

function checkMetricWidget(properties: Json, path: string, { errors, warnings }: Found): void {
  const error = (DataPath: string, Message: string) => errors.push({ DataPath, Message });
  const { metrics, annotations, view, period, stat } = properties;
  if (metrics === undefined && annotations === undefined) {
    error(path, "Should have required property 'metrics' or 'annotations'");
  }
  if (metrics !== undefined) {
    checkMetrics(metrics, `${path}/metrics`, error);
  }
  if (view !== undefined && !views.includes(view as string)) {
    error(`${path}/view`, `Should be equal to one of the allowed values: ${views.join(", ")}`);
  }
  if (period !== undefined && period !== "auto" && !(Number.isInteger(period) && (period as number) > 0)) {
    error(`${path}/period`, "Should be a number of seconds");
  }
  if (stat !== undefined && typeof stat !== "string") {
    error(`${path}/stat`, "Should be string");
  }
  if (properties.region === undefined) {
    warnings.push({ DataPath: `${path}/region`, Message: "Should have required property 'region'" });
  }
}

function checkMetrics(metrics: unknown, path: string, error: (path: string, message: string) => unknown): void {
  if (!Array.isArray(metrics)) {
    error(path, "Should be array");
    return;
  }
  for (const [i, row] of metrics.entries()) {
    if (!Array.isArray(row) || row.length === 0) {
      error(`${path}/${i}`, "Should be array with at least one item");
      continue;
    }
    const last = row.at(-1) as unknown;
    const names = isObject(last) ? row.slice(0, -1) : row;
    const isExpression = isObject(last) && typeof last.expression === "string";
    if (names.some((name) => typeof name !== "string")) {
      error(`${path}/${i}`, "Should have strings, and an object at the end at most");
    } else if (isExpression ? names.length > 0 : names.length < 2 || names.length % 2 === 1) {
      error(`${path}/${i}`, "Should have a namespace, a metric name, and pairs of dimension names and values");
    }
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import type { Json } from "../data/json";
import { lookUp, parsePath } from "../data/json-path";
import { bracketed, evaluate } from "./evaluate";
import { failureIn, pathScope, type Visit } from "./visit";

type AmountField =
  | "MaxConcurrency"
  | "ToleratedFailureCount"
  | "ToleratedFailurePercentage"
  | "TimeoutSeconds"
  | "HeartbeatSeconds";

/**
 * A number that a state says, by an expression, or by a path in the field of that name with `Path` behind.
 *
 * @returns Undefined where it says none.
 * @throws StateFailure Where it is none of its kind, or negative.
 */
export async function amountIn(
  visit: Visit,
  field: AmountField,
  kind: "integer" | "float",
  input: Json,
): Promise<number | undefined> {
  const { state, language } = visit;
  const path = state[`${field}Path`];
  const plain = state[field];
  if (path === undefined && plain === undefined) {
    return undefined;
  }
  const value =
    path !== undefined
      ? atPath(visit, path, input)
      : language === "JSONata"
        ? await evaluate(visit, plain as Json, field)
        : (plain as Json);
  const fits = typeof value === "number" && (kind === "float" || Number.isInteger(value));
  const error = language === "JSONata" ? "States.QueryEvaluationError" : "States.Runtime";
  if (!fits) {
    const shown = typeof value === "string" ? value : JSON.stringify(value);
    const where = path === undefined ? `${field} field has` : `${field}Path field refers to`;
    throw failureIn(
      visit,
      error,
      `The ${where} value "${shown}" which is not a valid ${kind}: ${path ?? plain}`,
      field,
    );
  }
  if (value < 0) {
    throw failureIn(visit, error, `${field} cannot be negative.`, field);
  }
  return value;
}

function atPath(visit: Visit, path: string, input: Json): Json {
  const found = lookUp(parsePath(path), pathScope(visit, input));
  if (found === undefined) {
    throw failureIn(visit, "States.Runtime", `Invalid path '${path}' : No results for path: ${bracketed(path)}`);
  }
  return found;
}

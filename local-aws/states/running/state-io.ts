import type { Json, JsonObject } from "../data/json";
import { isObject } from "../data/json";
import { putAt, referenceSteps } from "../data/reference-path";
import type { StateType } from "../definition/asl";
import { evaluate, fill, type StatesVariable, select } from "./evaluate";
import { failureIn, pathScope, type Visit } from "./visit";

/** What AWS lets through between two states. */
export const mostDataBytes = 262_144;

/** What a state leaves behind. */
export interface Outcome {
  readonly output: Json;
  /** Variables that it assigns. */
  readonly assigned?: JsonObject | undefined;
  /** Undefined where it is the last. */
  readonly next?: string | undefined;
}

/** Those whose work has a result of its own. */
const withResult: readonly StateType[] = ["Task", "Parallel", "Map", "Pass"];

/** What a state works on: of JSONPath its input through InputPath and Parameters, of JSONata its Arguments. */
export async function effectiveInput(visit: Visit): Promise<Json> {
  const { state, language, scope } = visit;
  if (language === "JSONata") {
    return state.Arguments === undefined ? scope.checkpoint.input : evaluate(visit, state.Arguments, "Arguments");
  }
  const input = select(visit, state.InputPath, scope.checkpoint.input);
  // of a Map state they are its ItemSelector
  return state.Parameters === undefined || state.Type === "Map"
    ? input
    : fill(visit, state.Parameters, pathScope(visit, input));
}

/** What a state gives on, of its work's result. */
export async function outcomeOf(visit: Visit, result: Json, next: string | undefined): Promise<Outcome> {
  const { state, language, scope } = visit;
  const { input } = scope.checkpoint;
  if (language === "JSONata") {
    const hasResult = withResult.includes(state.Type) && state.Type !== "Pass";
    return jsonataOutcome(visit, state, hasResult ? { result } : {}, hasResult ? result : input, next);
  }
  const assigned =
    state.Assign === undefined ? undefined : (fill(visit, state.Assign, pathScope(visit, result)) as JsonObject);
  const selected =
    state.ResultSelector === undefined ? result : fill(visit, state.ResultSelector, pathScope(visit, result));
  const merged = withResult.includes(state.Type) ? place(visit, state.ResultPath, input, selected) : selected;
  return { output: select(visit, state.OutputPath, merged), assigned, next };
}

/** Of a state or a catcher in JSONata: what its Output and Assign say. @param fallback The output without an Output. */
export async function jsonataOutcome(
  visit: Visit,
  { Output, Assign }: { readonly Output?: Json; readonly Assign?: JsonObject },
  states: StatesVariable,
  fallback: Json,
  next: string | undefined,
): Promise<Outcome> {
  const output = Output === undefined ? fallback : await evaluate(visit, Output, "Output", states);
  const assigned = Assign === undefined ? undefined : await evaluate(visit, Assign, "Assign", states);
  return { output, assigned: isObject(assigned) ? assigned : undefined, next };
}

/** The input with a result where ResultPath says. @throws StateFailure States.ResultPathMatchFailure */
export function place(visit: Visit, path: string | null | undefined, input: Json, result: Json): Json {
  if (path === undefined) {
    return result;
  }
  if (path === null) {
    return input;
  }
  const placed = putAt(input, referenceSteps(path) ?? [], result);
  if (placed === undefined) {
    const text = `Unable to apply ReferencePath ${path} to input ${JSON.stringify(input)}`;
    throw failureIn(visit, "States.ResultPathMatchFailure", text);
  }
  return placed;
}

/** Whether a value is longer than AWS lets through. */
export function isTooLong(value: Json): boolean {
  const text = JSON.stringify(value);
  return text.length > mostDataBytes || (text.length * 3 > mostDataBytes && Buffer.byteLength(text) > mostDataBytes);
}

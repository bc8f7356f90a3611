import { IntrinsicError } from "../data/intrinsic-functions";
import type { Json, JsonObject } from "../data/json";
import { lookUp, PathError, type PathScope, parsePath } from "../data/json-path";
import { JsonataError } from "../data/jsonata";
import { fillTemplate, MissingValue, valueOfField } from "../data/payload-template";
import { visibleVariables } from "./execution";
import { StateFailure } from "./failure";
import { contextOf, failureIn, pathScope, type Visit } from "./visit";

/** What `$states` has in an expression. */
export interface StatesVariable {
  readonly result?: Json;
  readonly errorOutput?: Json;
  /** In place of the state's own context object. */
  readonly context?: JsonObject;
}

/** Fills a template of JSONata. @param field Where it stands. @throws StateFailure States.QueryEvaluationError */
export async function evaluate(visit: Visit, template: Json, field: string, more: StatesVariable = {}): Promise<Json> {
  const states = { input: visit.scope.checkpoint.input, context: contextOf(visit), ...more };
  try {
    return await visit.execution.environment.jsonata.fill(template, field, {
      ...visibleVariables(visit.scope),
      states: states as JsonObject,
    });
  } catch (error) {
    if (error instanceof JsonataError) {
      const location = /specified for the field '([^']+)'/.exec(error.message)?.[1];
      throw failureIn(visit, "States.QueryEvaluationError", error.message, location ?? field);
    }
    throw error;
  }
}

/** Fills a payload template. @throws StateFailure States.Runtime, States.IntrinsicFailure */
export function fill(visit: Visit, template: Json, scope: PathScope): Json {
  return explained(visit, scope.root, () => fillTemplate(template, scope));
}

/** The value of a path or intrinsic function in a field. @throws StateFailure */
export function valueIn(visit: Visit, text: string, field: string, root: Json): Json {
  return explained(visit, root, () => valueOfField(text, field, pathScope(visit, root)));
}

/** What InputPath and OutputPath take of a value. @throws StateFailure States.Runtime */
export function select(visit: Visit, path: string | null | undefined, root: Json): Json {
  if (path === undefined || path === "$") {
    return root;
  }
  if (path === null) {
    return {};
  }
  const parsed = parsePath(path);
  const found = lookUp(parsed, pathScope(visit, root));
  if (found === undefined) {
    throw failureIn(visit, "States.Runtime", `Invalid path '${path}' : No results for path: ${bracketed(path)}`);
  }
  return found;
}

/** A path as AWS's reader shows it, such as `$['a']['b']`. */
export function bracketed(path: string): string {
  return path.replace(/\.([^.[]+)/g, "['$1']");
}

function explained(visit: Visit, root: Json, work: () => Json): Json {
  try {
    return work();
  } catch (error) {
    if (error instanceof MissingValue) {
      const text = `The JSONPath '${error.path}' specified for the field '${error.field}' could not be found in the input '${JSON.stringify(root)}'`;
      throw failureIn(visit, "States.Runtime", text);
    }
    if (error instanceof IntrinsicError) {
      throw failureIn(visit, "States.IntrinsicFailure", error.message);
    }
    if (error instanceof PathError) {
      throw failureIn(visit, "States.Runtime", error.message);
    }
    throw error instanceof StateFailure ? error : failureIn(visit, "States.Runtime", (error as Error).message);
  }
}

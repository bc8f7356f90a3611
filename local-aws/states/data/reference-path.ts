import { isArray, isObject, type Json } from "./json";
import { parsePath } from "./json-path";

/**
 * The names and indexes of a reference path such as `$.result.files[0]`: one that names a single place.
 *
 * @throws PathError Where it is no path.
 * @returns Undefined where it is a path that may find more than one place.
 */
export function referenceSteps(text: string): (string | number)[] | undefined {
  const { steps, start } = parsePath(text);
  if (start.context || start.variable !== undefined) {
    return undefined;
  }
  const names: (string | number)[] = [];
  for (const step of steps) {
    if (step.kind === "names" && !step.deep && step.names.length === 1) {
      names.push(step.names[0] as string);
    } else if (step.kind === "indexes" && !step.deep && step.indexes.length === 1) {
      names.push(step.indexes[0] as number);
    } else {
      return undefined;
    }
  }
  return names;
}

/** Whether a text is a reference path. */
export function isReferencePath(text: string): boolean {
  try {
    return referenceSteps(text) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Puts a value to a place in an input, which is made where it is missing.
 *
 * @returns A copy with the value; undefined where the input has something else than an object on the way.
 */
export function putAt(input: Json, path: readonly (string | number)[], value: Json): Json | undefined {
  const [name, ...rest] = path;
  if (name === undefined) {
    return value;
  }
  if (typeof name === "number") {
    const inner = isArray(input) && name < input.length ? putAt(input[name] as Json, rest, value) : undefined;
    return inner === undefined ? undefined : (input as readonly Json[]).with(name, inner);
  }
  if (!isObject(input)) {
    return undefined;
  }
  const inner = putAt(Object.hasOwn(input, name) ? (input[name] as Json) : {}, rest, value);
  return inner === undefined ? undefined : Object.fromEntries([...Object.entries(input), [name, inner]]);
}

/** Any JSON value: what goes through a state machine. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A member of an object; nothing that objects have by themselves. */
export function memberOf(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Whether two values are the same JSON; the order of members does not matter. */
export function equalJson(left: Json, right: Json): boolean {
  if (isArray(left) || isArray(right)) {
    return (
      isArray(left) &&
      isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => equalJson(item, right[index] as Json))
    );
  }
  if (isObject(left) && isObject(right)) {
    const names = Object.keys(left);
    return (
      names.length === Object.keys(right).length &&
      names.every((name) => Object.hasOwn(right, name) && equalJson(left[name] as Json, right[name] as Json))
    );
  }
  return left === right;
}

/** As AWS's reader has it: what is nested deeper is refused. */
const deepest = 1_000;

/** @throws SyntaxError Where a text is no JSON, or nested too deep. */
export function parseJson(text: string): Json {
  let depth = 0;
  for (const [bracket] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    depth += bracket === "[" || bracket === "{" ? 1 : bracket === "]" || bracket === "}" ? -1 : 0;
    if (depth > deepest) {
      throw new SyntaxError(`Document nesting depth exceeds the maximum allowed (${deepest})`);
    }
  }
  return JSON.parse(text) as Json;
}

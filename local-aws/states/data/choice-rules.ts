import { isArray, isObject, type Json, type JsonObject } from "./json";
import { lookUp, type PathScope, parsePath } from "./json-path";
import { parseTimestamp } from "./timestamps";

/** A path of a rule that leads nowhere. */
export class MissingChoicePath extends Error {
  constructor(readonly path: string) {
    super(path);
  }
}

type Comparison = (value: Json, other: Json) => boolean;

/** Compares values of one type; values of other types never match. */
function comparison<Value>(read: (value: Json) => Value | undefined, holds: (left: Value, right: Value) => boolean) {
  return (value: Json, other: Json): boolean => {
    const [left, right] = [read(value), read(other)];
    return left !== undefined && right !== undefined && holds(left, right);
  };
}

const text = (value: Json): string | undefined => (typeof value === "string" ? value : undefined);
const number = (value: Json): number | undefined => (typeof value === "number" ? value : undefined);
const truth = (value: Json): boolean | undefined => (typeof value === "boolean" ? value : undefined);
const time = (value: Json): number | undefined => (typeof value === "string" ? parseTimestamp(value) : undefined);

const orders = {
  Equals: (left: number | string, right: number | string) => left === right,
  LessThan: (left: number | string, right: number | string) => left < right,
  GreaterThan: (left: number | string, right: number | string) => left > right,
  LessThanEquals: (left: number | string, right: number | string) => left <= right,
  GreaterThanEquals: (left: number | string, right: number | string) => left >= right,
};

/** With a value of the rule, or of a path that it names, with `Path` behind. */
const comparisons: Readonly<Record<string, Comparison>> = {
  ...Object.fromEntries(
    Object.entries(orders).flatMap(([name, holds]) => [
      [`String${name}`, comparison<string>(text, holds)],
      [`Numeric${name}`, comparison<number>(number, holds)],
      [`Timestamp${name}`, comparison<number>(time, holds)],
    ]),
  ),
  BooleanEquals: comparison(truth, (left, right) => left === right),
};

const tests: Readonly<Record<string, (value: Json | undefined) => boolean>> = {
  IsNull: (value) => value === null,
  IsPresent: (value) => value !== undefined,
  IsNumeric: (value) => typeof value === "number",
  IsString: (value) => typeof value === "string",
  IsBoolean: (value) => typeof value === "boolean",
  IsTimestamp: (value) => value !== undefined && time(value) !== undefined,
};

/** The names of all operators that compare a variable. */
export const choiceOperators: ReadonlySet<string> = new Set([
  ...Object.keys(comparisons).flatMap((name) => [name, `${name}Path`]),
  ...Object.keys(tests),
  "StringMatches",
]);

/**
 * Whether a rule of a Choice state holds.
 *
 * @throws MissingChoicePath
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */
export function ruleHolds(rule: JsonObject, scope: PathScope): boolean {
  if (isArray(rule.And)) {
    return rule.And.every((each) => ruleHolds(each as JsonObject, scope));
  }
  if (isArray(rule.Or)) {
    return rule.Or.some((each) => ruleHolds(each as JsonObject, scope));
  }
  if (isObject(rule.Not)) {
    return !ruleHolds(rule.Not, scope);
  }
  const variable = String(rule.Variable);
  const operator = Object.keys(rule).find((name) => choiceOperators.has(name)) ?? "";
  const operand = rule[operator] as Json;
  const value = lookUp(parsePath(variable), scope);
  if (operator === "IsPresent") {
    return (value !== undefined) === operand;
  }
  if (value === undefined) {
    throw new MissingChoicePath(variable);
  }
  const test = tests[operator];
  if (test !== undefined) {
    return test(value) === operand;
  }
  if (operator === "StringMatches") {
    return typeof value === "string" && matches(value, String(operand));
  }
  const compare = comparisons[operator];
  if (compare !== undefined) {
    return compare(value, operand);
  }
  const other = lookUp(parsePath(String(operand)), scope);
  if (other === undefined) {
    throw new MissingChoicePath(String(operand));
  }
  return (comparisons[operator.replace(/Path$/, "")] as Comparison)(value, other);
}

/** Whether a text matches a pattern in which `*` stands for any characters, and `\*` and `\\` for themselves. */
export function matches(value: string, pattern: string): boolean {
  const parts = [""];
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === "*") {
      parts.push("");
    } else {
      at += pattern[at] === "\\" ? 1 : 0;
      parts[parts.length - 1] += pattern[at] ?? "";
    }
  }
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) {
    return value === first;
  }
  let at = first.length;
  for (const part of rest) {
    const found = value.indexOf(part, at);
    if (found === -1) {
      return false;
    }
    at = found + part.length;
  }
  return value.startsWith(first) && value.length - last.length >= at && value.endsWith(last);
}

import { addressRange } from "./address-range";
import { PatternError } from "./pattern-error";
import { wildcard } from "./wildcard";

/** What a pattern asks of one value: one of its members has to be right. */
export interface ValueTest {
  /** @param value A text, number, boolean or null. */
  matches(value: unknown): boolean;
  /** Whether it is content where there is no value. */
  readonly matchesAbsence: boolean;
  /** Whether it is content nowhere else. */
  readonly wantsAbsence: boolean;
}

type Test = (value: unknown) => boolean;

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number";

/** @throws PatternError */
export function readValueTest(members: readonly unknown[]): ValueTest {
  if (members.length === 0) {
    throw new PatternError("Empty arrays are not allowed");
  }
  const literals = new Set<unknown>();
  const tests: Test[] = [];
  let matchesAbsence = false;
  for (const member of members) {
    if (Array.isArray(member)) {
      throw new PatternError("Match value must be String, number, true, false, or null");
    }
    if (typeof member !== "object" || member === null) {
      literals.add(member);
    } else {
      const { name, operand } = onlyEntry(member, "Match");
      if (name === "exists" && operand === false) {
        matchesAbsence = true;
      } else {
        tests.push(readExpression(name, operand));
      }
    }
  }
  return {
    matches: (value) => literals.has(value) || tests.some((test) => test(value)),
    matchesAbsence,
    wantsAbsence: matchesAbsence && literals.size === 0 && tests.length === 0,
  };
}

function onlyEntry(expression: object, what: string): { name: string; operand: unknown } {
  const [first, ...others] = Object.entries(expression) as [string, unknown][];
  if (first === undefined) {
    throw new PatternError(`${what} expression name not found`);
  }
  if (others.length > 0) {
    throw new PatternError("Only one key allowed in match expression");
  }
  return { name: first[0], operand: first[1] };
}

function readExpression(name: string, operand: unknown): Test {
  switch (name) {
    case "exactly": {
      const text = textOf(operand, "exact match pattern must be a string");
      return (value) => value === text;
    }
    case "prefix":
      return prefixTest(operand);
    case "suffix":
      return suffixTest(operand);
    case "equals-ignore-case":
      return ignoringCase(operand);
    case "wildcard":
      return wildcardTest(operand);
    case "numeric":
      return numericTest(operand);
    case "anything-but":
      return anythingBut(operand);
    case "cidr":
      return addressRange(textOf(operand, "prefix match pattern must be a string"));
    case "exists":
      if (operand !== true) {
        throw new PatternError("exists match pattern must be either true or false.");
      }
      return () => true;
    default:
      throw new PatternError(`Unrecognized match type ${name}`);
  }
}

function textOf(operand: unknown, problem: string): string {
  if (!isText(operand)) {
    throw new PatternError(problem);
  }
  return operand;
}

function prefixTest(operand: unknown): Test {
  if (typeof operand === "object" && operand !== null && !Array.isArray(operand)) {
    const start = caselessOperand(operand, "Prefix");
    return (value) =>
      isText(value) &&
      value
        .slice(0, 2 * start.length)
        .toLowerCase()
        .startsWith(start);
  }
  const start = textOf(operand, "prefix match pattern must be a string");
  return (value) => isText(value) && value.startsWith(start);
}

function suffixTest(operand: unknown): Test {
  if (typeof operand === "object" && operand !== null && !Array.isArray(operand)) {
    const end = caselessOperand(operand, "Suffix");
    return (value) => isText(value) && value.toLowerCase().endsWith(end);
  }
  const end = textOf(operand, "suffix match pattern must be a string");
  return (value) => isText(value) && value.endsWith(end);
}

function caselessOperand(expression: object, what: "Prefix" | "Suffix"): string {
  const { name, operand } = onlyEntry(expression, what);
  if (name !== "equals-ignore-case") {
    throw new PatternError(`Unsupported ${what.toLowerCase()} pattern: ${name}`);
  }
  return textOf(operand, "equals-ignore-case match pattern must be a string").toLowerCase();
}

function ignoringCase(operand: unknown): Test {
  const text = textOf(operand, "equals-ignore-case match pattern must be a string").toLowerCase();
  return (value) => isText(value) && value.toLowerCase() === text;
}

function wildcardTest(operand: unknown): Test {
  const matches = wildcard(textOf(operand, "wildcard match pattern must be a string"));
  return (value) => isText(value) && matches(value);
}

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  "=": (value, limit) => value === limit,
  "<": (value, limit) => value < limit,
  "<=": (value, limit) => value <= limit,
  ">": (value, limit) => value > limit,
  ">=": (value, limit) => value >= limit,
};

function numericTest(operand: unknown): Test {
  if (!Array.isArray(operand)) {
    throw new PatternError("Value of numeric must be an array.");
  }
  const [operator, limit, topOperator, top, ...others] = operand as readonly unknown[];
  if (!isText(operator)) {
    throw new PatternError(
      `Invalid member in numeric match: ${operator === undefined ? "]" : JSON.stringify(operator)}`,
    );
  }
  const compare = comparisons[operator];
  if (compare === undefined) {
    throw new PatternError(`Unrecognized numeric range operator: ${operator}`);
  }
  if (!isNumber(limit)) {
    throw new PatternError(`Value of ${operator === "=" ? "equals" : operator} must be numeric`);
  }
  if (operand.length === 2) {
    return (value) => isNumber(value) && compare(value, limit);
  }
  if (!operator.startsWith(">")) {
    throw new PatternError("Too many elements in numeric expression");
  }
  if (!isText(topOperator)) {
    throw new PatternError(`Bad value in numeric range: ${JSON.stringify(topOperator)}`);
  }
  const compareTop = topOperator.startsWith("<") ? comparisons[topOperator] : undefined;
  if (compareTop === undefined) {
    throw new PatternError(`Bad numeric range operator: ${topOperator}`);
  }
  if (!isNumber(top)) {
    throw new PatternError(`Value of ${topOperator} must be numeric`);
  }
  if (others.length > 0) {
    throw new PatternError("Too many terms in numeric range expression");
  }
  if (limit >= top) {
    throw new PatternError("Bottom must be less than top");
  }
  return (value) => isNumber(value) && compare(value, limit) && compareTop(value, top);
}

/** The expressions that `anything-but` may turn around. */
const turnable: Readonly<Record<string, (operand: unknown) => Test>> = {
  prefix: (operand) => prefixTest(fullText(operand, "prefix/suffix match pattern must be a string")),
  suffix: (operand) => suffixTest(fullText(operand, "prefix/suffix match pattern must be a string")),
  "equals-ignore-case": (operand) =>
    ignoringCase(
      textOf(operand, "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported."),
    ),
  wildcard: wildcardTest,
};

function fullText(operand: unknown, problem: string): string {
  const text = textOf(operand, problem);
  if (text === "") {
    throw new PatternError("Null prefix/suffix not allowed");
  }
  return text;
}

function anythingBut(operand: unknown): Test {
  if (typeof operand === "object" && operand !== null && !Array.isArray(operand)) {
    const { name, operand: inner } = onlyEntry(operand, "Anything-But");
    const read = Object.hasOwn(turnable, name) ? turnable[name] : undefined;
    if (read === undefined) {
      throw new PatternError(`Unsupported anything-but pattern: ${name}`);
    }
    const excluded = (Array.isArray(inner) ? inner : [inner]).map(read);
    return (value) => !excluded.some((test) => test(value));
  }
  if (!Array.isArray(operand) && !isText(operand) && !isNumber(operand)) {
    throw new PatternError("Value of anything-but must be an array or single string/number value.");
  }
  const values: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (values.some((value) => !isText(value) && !isNumber(value))) {
    throw new PatternError("Inside anything but list, start|null|boolean is not supported.");
  }
  if (values.length === 0 || (values.some(isText) && values.some(isNumber))) {
    throw new PatternError(
      "Inside anything but list, either all values are number or string, mixed type is not supported",
    );
  }
  const excluded = new Set(values);
  return (value) => !excluded.has(value);
}

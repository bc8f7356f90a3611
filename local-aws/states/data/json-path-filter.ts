import { LinearPattern } from "../../event-loop/linear-pattern";
import { equalJson, isArray, type Json } from "./json";
import type { TextReader } from "./text-reader";

/** Whether an item passes a filter such as `?(@.size > 3 && @.name)`. */
export type Filter<Scope> = (item: Json, scope: Scope) => boolean;

/** Gives a value of an item; undefined where there is none. */
export type Operand<Scope> = (item: Json, scope: Scope) => Json | undefined;

/** Reads an operand that is a path: from `@`, the item, or from `$`. */
type ReadPath<Scope> = (reader: TextReader) => Operand<Scope>;

/** Reads a filter up to its closing parenthesis, which stays. @throws Error Where it is none. */
export function parseFilter<Scope>(reader: TextReader, readPath: ReadPath<Scope>): Filter<Scope> {
  const filters = [readAnd(reader, readPath)];
  while (reader.take("||")) {
    filters.push(readAnd(reader, readPath));
  }
  return (item, scope) => filters.some((each) => each(item, scope));
}

function readAnd<Scope>(reader: TextReader, readPath: ReadPath<Scope>): Filter<Scope> {
  const filters = [readTerm(reader, readPath)];
  while (reader.take("&&")) {
    filters.push(readTerm(reader, readPath));
  }
  return (item, scope) => filters.every((each) => each(item, scope));
}

function readTerm<Scope>(reader: TextReader, readPath: ReadPath<Scope>): Filter<Scope> {
  reader.skipSpaces();
  let filter: Filter<Scope>;
  if (reader.take("!")) {
    const inner = readTerm(reader, readPath);
    filter = (item, scope) => !inner(item, scope);
  } else if (reader.take("(")) {
    filter = parseFilter(reader, readPath);
    reader.expect(")");
  } else {
    filter = readComparison(reader, readPath);
  }
  reader.skipSpaces();
  return filter;
}

function readComparison<Scope>(reader: TextReader, readPath: ReadPath<Scope>): Filter<Scope> {
  const left = readOperand(reader, readPath);
  reader.skipSpaces();
  const operator = reader.match(/==|!=|<=|>=|<|>|=~|(?:in|nin|contains|subsetof|anyof|noneof|size|empty)\b/y);
  if (operator === "") {
    return (item, scope) => left(item, scope) !== undefined;
  }
  reader.skipSpaces();
  if (operator === "=~") {
    const pattern = readPattern(reader);
    return (item, scope) => {
      const value = left(item, scope);
      return typeof value === "string" && pattern.test(value);
    };
  }
  const compare = comparisons[operator] as Comparison;
  const right = readOperand(reader, readPath);
  return (item, scope) => compare(left(item, scope), right(item, scope));
}

type Comparison = (left: Json | undefined, right: Json | undefined) => boolean;

const equal: Comparison = (left, right) =>
  left === undefined || right === undefined ? left === right : equalJson(left, right);
const within: Comparison = (left, right) => isArray(right) && right.some((each) => equal(left, each));
const ordered =
  (holds: (sign: number) => boolean): Comparison =>
  (left, right) =>
    ((typeof left === "number" && typeof right === "number") ||
      (typeof left === "string" && typeof right === "string")) &&
    holds(left < right ? -1 : left > right ? 1 : 0);

const comparisons: Readonly<Record<string, Comparison>> = {
  "==": equal,
  "!=": (left, right) => !equal(left, right),
  "<": ordered((sign) => sign < 0),
  "<=": ordered((sign) => sign <= 0),
  ">": ordered((sign) => sign > 0),
  ">=": ordered((sign) => sign >= 0),
  in: within,
  nin: (left, right) => !within(left, right),
  contains: (left, right) =>
    typeof left === "string" && typeof right === "string" ? left.includes(right) : within(right, left),
  subsetof: (left, right) => isArray(left) && left.every((each) => within(each, right)),
  anyof: (left, right) => isArray(left) && left.some((each) => within(each, right)),
  noneof: (left, right) => isArray(left) && !left.some((each) => within(each, right)),
  size: (left, right) => (isArray(left) || typeof left === "string") && left.length === right,
  empty: (left, right) => (isArray(left) || typeof left === "string") && (left.length === 0) === right,
};

function readOperand<Scope>(reader: TextReader, readPath: ReadPath<Scope>): Operand<Scope> {
  if (reader.peek() === "@" || reader.peek() === "$") {
    return readPath(reader);
  }
  const value = readLiteral(reader);
  return () => value;
}

function readLiteral(reader: TextReader): Json {
  const next = reader.peek();
  if (next === "'" || next === '"') {
    return reader.quoted();
  }
  if (reader.take("[")) {
    const items: Json[] = [];
    for (reader.skipSpaces(); !reader.take("]"); reader.skipSpaces()) {
      items.push(readLiteral(reader));
      reader.skipSpaces();
      reader.take(",");
    }
    return items;
  }
  const word = reader.match(/true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (word === "") {
    throw new Error(`A value is missing at ${reader.position} in ${reader.text}`);
  }
  return JSON.parse(word) as Json;
}

function readPattern(reader: TextReader): LinearPattern {
  reader.expect("/");
  const source = reader.match(/(?:\\.|[^/\\])+/y);
  reader.expect("/");
  return new LinearPattern(`^(?:${source})$`, { ignoreCase: reader.take("i") });
}

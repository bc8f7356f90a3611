import { isArray, isObject, type Json, memberOf } from "./json";
import { type Filter, type Operand, parseFilter } from "./json-path-filter";
import { TextReader } from "./text-reader";

/** What a path is looked up in. */
export interface PathScope {
  /** What `$` is. */
  readonly root: Json;
  /** What `$$` is. */
  readonly context?: Json;
  /** What `$name` is. */
  readonly variables?: Readonly<Record<string, Json>>;
}

type Step =
  | { readonly kind: "names"; readonly names: readonly string[]; readonly deep: boolean }
  | { readonly kind: "indexes"; readonly indexes: readonly number[]; readonly deep: boolean }
  | { readonly kind: "slice"; readonly start?: number; readonly end?: number; readonly deep: boolean }
  | { readonly kind: "all"; readonly deep: boolean }
  | { readonly kind: "filter"; readonly filter: Filter<PathScope>; readonly deep: boolean }
  | { readonly kind: "function"; readonly name: string };

/** A JSONPath that has been read. */
export interface JsonPath {
  readonly text: string;
  /** Where it starts: `$`, `$$`, or the variable of a name. */
  readonly start: { readonly variable?: string; readonly context?: true };
  readonly steps: readonly Step[];
  /** Whether it names one place: else its value is the list of all that it finds. */
  readonly definite: boolean;
}

/** A text that is no JSONPath, or a value that a path does not lead to. */
export class PathError extends Error {}

const known = new Map<string, JsonPath>();
const mostKnown = 2_000;

/**
 * Reads a JSONPath: names, indexes, slices, wildcards, `..`, filters and functions, with `$$` for the context object
 * and `$name` for a variable.
 *
 * @throws PathError
 * @see https://github.com/json-path/JsonPath (the dialect that AWS takes)
 */
export function parsePath(text: string): JsonPath {
  let path = known.get(text);
  if (path === undefined) {
    if (known.size > mostKnown) {
      known.clear();
    }
    path = readPath(text);
    known.set(text, path);
  }
  return path;
}

/** @throws PathError */
function readPath(text: string): JsonPath {
  const reader = new TextReader(text);
  const path = readPathFrom(reader);
  if (!reader.atEnd) {
    throw new PathError(`Unexpected text in the path ${text} at ${reader.position}.`);
  }
  return path;
}

/** Reads the path that starts where a reader stands, such as in an intrinsic function. @throws PathError */
export function readPathFrom(reader: TextReader): JsonPath {
  const from = reader.position;
  if (!reader.take("$")) {
    throw new PathError(`A path starts with $: ${reader.text}`);
  }
  const context = reader.take("$");
  const variable = context ? "" : reader.match(/[\p{L}_][\p{L}\p{N}_]*/uy);
  const steps: Step[] = [];
  for (let step = readStep(reader); step !== undefined; step = readStep(reader)) {
    steps.push(step);
  }
  return {
    text: reader.text.slice(from, reader.position),
    start: context ? { context } : variable ? { variable } : {},
    steps,
    definite: steps.every(isDefinite),
  };
}

const isDefinite = (step: Step): boolean =>
  step.kind === "function" ||
  (step.kind === "names" && !step.deep && step.names.length === 1) ||
  (step.kind === "indexes" && !step.deep && step.indexes.length === 1);

function readStep(reader: TextReader): Step | undefined {
  if (reader.take("..")) {
    if (reader.take("[")) {
      return readBracket(reader, true);
    }
    return reader.take("*") ? { kind: "all", deep: true } : { kind: "names", names: [readName(reader)], deep: true };
  }
  // AWS takes a dot before a bracket, too
  if (reader.take(".[")) {
    return readBracket(reader, false);
  }
  if (reader.take(".")) {
    if (reader.take("*")) {
      return { kind: "all", deep: false };
    }
    const name = readName(reader);
    return reader.take("()") ? functionStep(name, reader) : { kind: "names", names: [name], deep: false };
  }
  return reader.take("[") ? readBracket(reader, false) : undefined;
}

function functionStep(name: string, reader: TextReader): Step {
  if (!Object.hasOwn(functions, name)) {
    throw new PathError(`Function with name: ${name} does not exist. (${reader.text})`);
  }
  return { kind: "function", name };
}

function readName(reader: TextReader): string {
  const name = reader.match(/[^.[\]()\s,*'"!<>=&|@]+/y);
  if (name === "") {
    throw new PathError(`A name is missing in the path ${reader.text} at ${reader.position}.`);
  }
  return name;
}

function readBracket(reader: TextReader, deep: boolean): Step {
  reader.skipSpaces();
  let step: Step;
  if (reader.take("?(")) {
    step = { kind: "filter", filter: parseFilter(reader, readOperandPath), deep };
    reader.expect(")");
  } else if (reader.take("*")) {
    step = { kind: "all", deep };
  } else if (reader.peek() === "'" || reader.peek() === '"') {
    step = { kind: "names", names: readList(reader, () => reader.quoted()), deep };
  } else {
    step = readNumbers(reader, deep);
  }
  reader.skipSpaces();
  reader.expect("]");
  return step;
}

function readNumbers(reader: TextReader, deep: boolean): Step {
  const first = reader.match(/-?\d+/y);
  if (reader.take(":")) {
    const end = reader.match(/-?\d+/y);
    return {
      kind: "slice",
      deep,
      ...(first !== "" && { start: Number(first) }),
      ...(end !== "" && { end: Number(end) }),
    };
  }
  if (first === "") {
    throw new PathError(`Brackets hold a name in quotes, a number, a slice, * or a filter: ${reader.text}`);
  }
  const more = reader.take(",") ? readList(reader, () => reader.match(/-?\d+/y)) : [];
  return { kind: "indexes", indexes: [first, ...more].map(Number), deep };
}

function readList<Item>(reader: TextReader, read: () => Item): Item[] {
  const items: Item[] = [];
  do {
    reader.skipSpaces();
    items.push(read());
    reader.skipSpaces();
  } while (reader.take(","));
  return items;
}

/** A path in a filter: from `@`, the item that is looked at, or from where paths start. */
function readOperandPath(reader: TextReader): Operand<PathScope> {
  if (reader.peek() === "$") {
    const path = readPathFrom(reader);
    return (_item, scope) => lookUp(path, scope);
  }
  const rest = new TextReader(`$${reader.text.slice(reader.position + 1)}`);
  const path = readPathFrom(rest);
  reader.position += rest.position;
  return (item, scope) => lookUp(path, { ...scope, root: item });
}

/**
 * The value that a path leads to: one value for a definite path, else the list of all that it finds.
 *
 * @returns Undefined where a definite path leads nowhere.
 */
export function lookUp(path: JsonPath, scope: PathScope): Json | undefined {
  const start = startOf(path, scope);
  if (start === undefined) {
    return undefined;
  }
  let found: readonly Json[] = [start];
  let definite = true;
  for (const step of path.steps) {
    if (step.kind === "function") {
      const value = definite ? found[0] : found;
      const result = value === undefined ? undefined : functions[step.name]?.(value);
      found = result === undefined ? [] : [result];
      definite = true;
    } else {
      found = found.flatMap((value) =>
        (step.deep ? allBelow(value) : [value]).flatMap((each) => apply(step, each, scope)),
      );
      definite &&= isDefinite(step);
    }
  }
  return definite ? found[0] : found;
}

function startOf({ start }: JsonPath, { root, context, variables }: PathScope): Json | undefined {
  if (start.context) {
    return context;
  }
  if (start.variable === undefined) {
    return root;
  }
  return variables !== undefined && Object.hasOwn(variables, start.variable) ? variables[start.variable] : undefined;
}

function apply(step: Exclude<Step, { kind: "function" }>, value: Json, scope: PathScope): Json[] {
  switch (step.kind) {
    case "names":
      return step.names.map((name) => memberOf(value, name)).filter((each) => each !== undefined);
    case "indexes":
      return isArray(value) ? step.indexes.map((index) => value.at(index)).filter((each) => each !== undefined) : [];
    case "slice":
      return isArray(value) ? value.slice(step.start, step.end) : [];
    case "all":
      return childrenOf(value);
    case "filter":
      return (isArray(value) ? [...value] : isObject(value) ? [value] : []).filter((each) => step.filter(each, scope));
  }
}

function childrenOf(value: Json): Json[] {
  return isArray(value) ? [...value] : isObject(value) ? Object.values(value) : [];
}

function allBelow(value: Json): Json[] {
  return [value, ...childrenOf(value).flatMap(allBelow)];
}

const numbersOf = (value: Json): number[] => (isArray(value) ? value.filter((each) => typeof each === "number") : []);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;

/** @see https://github.com/json-path/JsonPath#functions */
const functions: Readonly<Record<string, (value: Json) => Json | undefined>> = {
  length: (value) =>
    isArray(value) || typeof value === "string"
      ? value.length
      : isObject(value)
        ? Object.keys(value).length
        : undefined,
  min: (value) => Math.min(...numbersOf(value)),
  max: (value) => Math.max(...numbersOf(value)),
  avg: (value) => mean(numbersOf(value)),
  sum: (value) => sum(numbersOf(value)),
  stddev: (value) => {
    const numbers = numbersOf(value);
    const middle = mean(numbers);
    return Math.sqrt(mean(numbers.map((each) => (each - middle) ** 2)));
  },
  keys: (value) => (isObject(value) ? Object.keys(value) : undefined),
};

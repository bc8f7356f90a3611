import { IntrinsicError, intrinsicFunctions } from "./intrinsic-functions";
import type { Json } from "./json";
import { type JsonPath, lookUp, type PathScope, readPathFrom } from "./json-path";
import { TextReader } from "./text-reader";

/** An argument: a value, a path, or a call of another function. */
type Argument = { readonly value: Json } | { readonly path: JsonPath } | { readonly call: IntrinsicCall };

/** A call such as `States.Format('{} of {}', $.done, $.all)`. */
export interface IntrinsicCall {
  readonly name: string;
  readonly arguments: readonly Argument[];
}

/** A path in a call that leads nowhere. */
export class MissingArgument extends Error {
  constructor(readonly path: string) {
    super(path);
  }
}

const deepest = 10;

export const isIntrinsic = (text: string): boolean => /^\s*States\./.test(text);

/** @throws Error Where it is no call of an intrinsic function. */
export function parseIntrinsic(text: string): IntrinsicCall {
  const reader = new TextReader(text);
  reader.skipSpaces();
  const call = readCall(reader, 1);
  reader.skipSpaces();
  if (!reader.atEnd) {
    throw new IntrinsicError(`Unexpected text after the call: ${text}`);
  }
  return call;
}

function readCall(reader: TextReader, depth: number): IntrinsicCall {
  const name = reader.match(/States\.[A-Za-z0-9]+/y).slice("States.".length);
  if (!Object.hasOwn(intrinsicFunctions, name)) {
    throw new IntrinsicError(`There is no intrinsic function States.${name}.`);
  }
  if (depth > deepest) {
    throw new IntrinsicError(`Intrinsic functions may be nested ${deepest} deep.`);
  }
  reader.skipSpaces();
  reader.expect("(");
  const given: Argument[] = [];
  for (reader.skipSpaces(); !reader.take(")"); reader.skipSpaces()) {
    if (given.length > 0) {
      reader.expect(",");
      reader.skipSpaces();
    }
    given.push(readArgument(reader, depth));
  }
  return { name, arguments: given };
}

function readArgument(reader: TextReader, depth: number): Argument {
  if (reader.peek() === "'") {
    return { value: readText(reader) };
  }
  if (reader.peek() === "$") {
    return { path: readPathFrom(reader) };
  }
  if (reader.peek() === "S") {
    return { call: readCall(reader, depth + 1) };
  }
  const word = reader.match(/true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (word === "") {
    throw new IntrinsicError(`An argument is missing at ${reader.position} in ${reader.text}`);
  }
  return { value: JSON.parse(word) as Json };
}

/** A text in single quotes. `\'`, `\{`, `\}` and `\\` stand for the character; other backslashes for themselves. */
function readText(reader: TextReader): string {
  reader.expect("'");
  let text = "";
  for (let character = reader.next(); character !== "'"; character = reader.next()) {
    if (character === "") {
      throw new IntrinsicError(`A quote is missing in ${reader.text}`);
    }
    if (character === "\\" && "'{}\\".includes(reader.peek()) && !reader.atEnd) {
      character = reader.next();
    }
    text += character;
  }
  return text;
}

/**
 * @throws IntrinsicError As the function refuses its arguments.
 * @throws MissingArgument Where a path leads nowhere.
 */
export function callIntrinsic(call: IntrinsicCall, scope: PathScope): Json {
  const values = call.arguments.map((argument) => {
    if ("value" in argument) {
      return argument.value;
    }
    if ("call" in argument) {
      return callIntrinsic(argument.call, scope);
    }
    const found = lookUp(argument.path, scope);
    if (found === undefined) {
      throw new MissingArgument(argument.path.text);
    }
    return found;
  });
  return (intrinsicFunctions[call.name] as (...given: readonly Json[]) => Json)(...values);
}

import { LinearPattern } from "../../../../event-loop/linear-pattern";
import { type Field, scalar } from "../data-type";
import { grokPatterns } from "./grok-patterns";

/** Glue's serialisation library for tables of a grok pattern. */
export const grokSerde = "com.amazonaws.glue.serde.GrokSerDe";

/** A grok pattern made ready: what a line must match, and the columns that it gives. */
export interface Grok {
  /** Its groups are the columns, in their order. */
  readonly line: LinearPattern;
  readonly columns: readonly Field[];
}

/** Glue's words for the types of fields, and Hive's. */
const types: Readonly<Record<string, string>> = {
  byte: "tinyint",
  boolean: "boolean",
  double: "double",
  short: "smallint",
  int: "int",
  string: "string",
  long: "bigint",
  float: "float",
};
const deepest = 50;
/** In characters; patterns that name each other twice double at each level. */
const longest = 65_536;
/** Where a group begins; what is escaped or stands in a class is passed over. */
const groupStart = /\\.|\[(?:\\.|[^\]\\])*\]|\(\?<([A-Za-z_][\w.@-]*)>|\(\?>|\(\?|\(/gs;
const reference = /%\{\s*(\w+)(?:\s*:\s*([\w.@-]+?))?(?:\s*:\s*(\w+))?\s*\}/g;

/**
 * Makes a grok pattern ready.
 *
 * @param customPatterns Further named patterns, one a line: the name, a space, the pattern.
 * @throws Error with what is wrong with it.
 * @see https://docs.aws.amazon.com/glue/latest/dg/custom-classifier.html#custom-classifier-grok
 */
export function compileGrok(pattern: string, customPatterns = ""): Grok {
  const named = { ...grokPatterns, ...readCustomPatterns(customPatterns) };
  const typeOf = new Map<string, string>();
  let length = pattern.length;
  const expand = (source: string, depth: number): string => {
    if (depth > deepest) {
      throw new Error(`The grok pattern ${pattern} refers to itself.`);
    }
    if (length > longest) {
      throw new Error(`The grok pattern ${pattern} stands for more than ${longest} characters.`);
    }
    return source.replace(reference, (_, name: string, field?: string, type = "string") => {
      const inner = named[name];
      if (inner === undefined) {
        throw new Error(`No definition for key '${name}' found`);
      }
      length += inner.length;
      if (types[type] === undefined) {
        throw new Error(`${type} is not a data type of grok patterns.`);
      }
      if (field !== undefined) {
        typeOf.set(field.toLowerCase(), types[type]);
      }
      return `(?${field === undefined ? ":" : `<${field}>`}${expand(inner, depth + 1)})`;
    });
  };
  const names: string[] = [];
  const source = expand(pattern, 0).replace(groupStart, (start, name?: string) => {
    if (name !== undefined && !names.includes(name.toLowerCase())) {
      names.push(name.toLowerCase());
      return "(";
    }
    // atomic groups only save time
    return name !== undefined || start === "(" || start === "(?>" ? "(?:" : start;
  });
  const columns = names.map((name) => ({ name, type: scalar(typeOf.get(name) ?? "string") }));
  if (columns.length === 0) {
    throw new Error(`The grok pattern ${pattern} names no field.`);
  }
  try {
    return { line: new LinearPattern(source), columns };
  } catch (error) {
    const why = (error as Error).message.replace(/^error parsing regexp: /, "");
    throw new Error(`The grok pattern ${pattern} is not a regular expression that can be run: ${why}`);
  }
}

function readCustomPatterns(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const entries = lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line): [string, string] => {
      const [, name, pattern] = /^(\w+)\s+(.+)$/.exec(line) ?? [];
      if (name === undefined || pattern === undefined) {
        throw new Error(`The custom pattern "${line}" is not a name and a pattern.`);
      }
      return [name, pattern];
    });
  return Object.fromEntries(entries);
}

import { type DataType, type Field, mergeFields, mergeTypes, scalar, text, unknown } from "../data-type";
import { type JsonPath, valuesAt } from "./json-path";

export interface JsonSchema {
  readonly columns: readonly Field[];
  readonly records: number;
}

/**
 * Reads JSON objects that stand one after the other, on lines of their own or not. A file that is one array becomes
 * one record with the column `array`, as Glue's built-in classifier has it.
 *
 * @param isWhole False where the text was cut off; its last value may then be incomplete.
 * @returns Undefined where it is not JSON.
 */
export function readJson(content: string, isWhole: boolean): JsonSchema | undefined {
  const values = parseJson(content, isWhole)?.map(typeOf) ?? [];
  const [first] = values;
  if (first === undefined) {
    return undefined;
  }
  if (first.kind === "array" && values.length === 1) {
    return { columns: [{ name: "array", type: first }], records: 1 };
  }
  if (values.some((value) => value.kind !== "struct" && value.kind !== "unknown")) {
    return undefined;
  }
  const columns = values.reduce<readonly Field[]>(
    (fields, value) => (value.kind === "struct" ? mergeFields(fields, value.fields) : fields),
    [],
  );
  return columns.length === 0 ? undefined : { columns: inLowerCase(columns), records: values.length };
}

/**
 * As {@link readJson}, of the values that a JSONPath finds in the text.
 *
 * @returns Undefined where it is not JSON or the path leads nowhere.
 */
export function readJsonAt(content: string, isWhole: boolean, path: JsonPath): JsonSchema | undefined {
  const found = (parseJson(content, isWhole) ?? []).flatMap((value) => valuesAt(value, path)).map(typeOf);
  const structs = found.flatMap((type) => (type.kind === "struct" ? [type.fields] : []));
  if (structs.length === 0) {
    const type = found.reduce(mergeTypes, unknown);
    const name = path.flatMap((step) => (typeof step === "string" ? [step] : [])).at(-1) ?? "array";
    return type.kind === "unknown" ? undefined : { columns: inLowerCase([{ name, type }]), records: found.length };
  }
  return { columns: inLowerCase(structs.reduce(mergeFields)), records: found.length };
}

function parseJson(content: string, isWhole: boolean): object[] | undefined {
  const body = (content.startsWith("\uFEFF") ? content.slice(1) : content).trimEnd();
  const values: object[] = [];
  for (const part of topLevelValues(body, isWhole)) {
    const value = parse(part);
    if (value === undefined) {
      return undefined;
    }
    values.push(value);
  }
  return values;
}

function parse(part: string): object | undefined {
  try {
    const value: unknown = JSON.parse(part);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The texts of the objects and arrays at the top. Anything else between them comes as a part of its own. */
function* topLevelValues(body: string, isWhole: boolean): Generator<string> {
  const mark = /"(?:[^"\\]|\\.)*"|[{[]|[}\]]/gs;
  let depth = 0;
  let start = 0;
  for (let found = mark.exec(body); found !== null; found = mark.exec(body)) {
    const sign = found[0];
    if (sign === "{" || sign === "[") {
      depth += 1;
    } else if (sign === "}" || sign === "]") {
      depth -= 1;
      if (depth === 0) {
        yield body.slice(start, mark.lastIndex).trim();
        start = mark.lastIndex;
      } else if (depth < 0) {
        break;
      }
    }
  }
  const rest = body.slice(start).trim();
  if (rest !== "" && isWhole) {
    yield rest;
  }
}

const int = scalar("int");
const bigint = scalar("bigint");
const double = scalar("double");
const boolean = scalar("boolean");

function typeOf(value: unknown): DataType {
  switch (typeof value) {
    case "string":
      return text;
    case "boolean":
      return boolean;
    case "number":
      return numberType(value);
    default:
      return value === null ? unknown : Array.isArray(value) ? arrayType(value) : structType(value as object);
  }
}

function numberType(value: number): DataType {
  if (!Number.isInteger(value) || Math.abs(value) > 2 ** 63) {
    return double;
  }
  return Math.abs(value) <= 2 ** 31 - 1 ? int : bigint;
}

function arrayType(items: readonly unknown[]): DataType {
  return { kind: "array", element: items.reduce<DataType>((type, item) => mergeTypes(type, typeOf(item)), unknown) };
}

function structType(value: object): DataType {
  const fields = Object.entries(value).map(([name, member]) => ({ name, type: typeOf(member) }));
  return fields.length === 0 ? unknown : { kind: "struct", fields };
}

function inLowerCase(columns: readonly Field[]): readonly Field[] {
  const lower = columns.map(({ name, type }) => ({
    name: name.toLowerCase(),
    type,
    ...(name === name.toLowerCase() ? {} : { written: name }),
  }));
  return mergeFields([], lower);
}

import type { Shape } from "./service-model";

/** AWS's inputs nest less than twenty levels; the two shapes that hold themselves could nest for ever. */
const deepest = 100;
const longestInteger = { integer: 2 ** 31, long: 2 ** 63 };

/**
 * A text that is not what a shape asks for. The message is in the words of AWS's own reader, which says nothing where the
 * text is no JSON.
 */
export class UnreadableInput extends Error {}

/** @throws UnreadableInput */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable();
  }
}

/**
 * Reads a request's input as its shape asks: wrong types are refused, numbers of seconds become dates, whole numbers are
 * cut as AWS cuts them, base64 becomes bytes. A member that is null is none, and one that the shape does not have is
 * passed over, as on AWS. What comes out holds nothing but what the model knows.
 *
 * @param json A JSON value; dates and bytes may be there already.
 * @throws UnreadableInput
 */
export function readInput(shape: Shape, json: unknown): Readonly<Record<string, unknown>> {
  if (typeof json !== "object" || json === null) {
    throw unreadable();
  }
  return readStructure(shape, json, 0);
}

function unreadable(message = ""): UnreadableInput {
  return new UnreadableInput(message);
}

function read(shape: Shape, json: unknown, depth: number): unknown {
  if (depth > deepest) {
    throw unreadable();
  }
  switch (shape.type) {
    case "structure":
      return readStructure(shape, json, depth);
    case "list":
      return readList(shape.item as Shape, json, depth);
    case "map":
      return readMap(shape.value as Shape, json, depth);
    case "document":
      return boundedDocument(json, depth);
    default:
      return readScalar(shape.type, json);
  }
}

function readStructure(shape: Shape, json: unknown, depth: number): Record<string, unknown> {
  const given = objectOf(json, "Expected null");
  const structure: Record<string, unknown> = {};
  for (const [name, member] of shape.members) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value !== undefined && value !== null) {
      structure[name] = read(member, value, depth + 1);
    }
  }
  return structure;
}

function readList(item: Shape, json: unknown, depth: number): unknown[] {
  if (!Array.isArray(json)) {
    throw typeof json === "object" ? unexpectedStart(json) : unreadable("Expected list or null");
  }
  return json.filter((each) => each !== null).map((each) => read(item, each, depth + 1));
}

/** Keys are what callers want them to be: `__proto__`, too. */
function readMap(value: Shape, json: unknown, depth: number): Record<string, unknown> {
  const entries = Object.entries(objectOf(json, "Expected map or null")).filter(([, each]) => each !== null);
  return Object.fromEntries(entries.map(([key, each]) => [wellFormed(key), read(value, each, depth + 1)]));
}

function objectOf(json: unknown, expected: string): Readonly<Record<string, unknown>> {
  if (typeof json !== "object" || json === null) {
    throw unreadable(expected);
  }
  if (Array.isArray(json)) {
    throw unexpectedStart(json);
  }
  return json as Readonly<Record<string, unknown>>;
}

function boundedDocument(json: unknown, depth: number): unknown {
  if (depth > deepest) {
    throw unreadable();
  }
  if (typeof json === "object" && json !== null) {
    for (const each of Object.values(json)) {
      boundedDocument(each, depth + 1);
    }
  }
  return json;
}

type ScalarType = Exclude<Shape["type"], "structure" | "list" | "map" | "document">;

const javaTypes: Readonly<Record<ScalarType, string>> = {
  string: "a String",
  blob: "a Blob",
  integer: "an Integer",
  long: "a Long",
  double: "a Double",
  float: "a Float",
  boolean: "a Boolean",
  timestamp: "milliseconds since epoch",
};

function readScalar(type: ScalarType, json: unknown): unknown {
  if (typeof json === "object" && !(json instanceof Date || json instanceof Uint8Array)) {
    throw unexpectedStart(json);
  }
  const read = scalarOf(type, json);
  if (read === undefined) {
    throw unreadable(`${kindOf(json)} can not be converted to ${javaTypes[type]}`);
  }
  return read;
}

/** What a scalar is as that type; undefined where it is none. */
function scalarOf(type: ScalarType, json: unknown): unknown {
  if (type === "boolean") {
    return typeof json === "boolean" ? json : undefined;
  }
  if (type === "string") {
    return typeof json === "string" ? wellFormed(json) : undefined;
  }
  if (type === "blob") {
    return bytesOf(json);
  }
  if (type === "timestamp" && json instanceof Date) {
    return Number.isNaN(json.getTime()) ? undefined : json;
  }
  if (typeof json !== "number" || !Number.isFinite(json)) {
    return undefined;
  }
  if (type === "timestamp") {
    const date = new Date(json * 1000);
    return Number.isNaN(date.getTime()) ? undefined : date;
  }
  if (type === "integer" || type === "long") {
    const whole = Math.trunc(json);
    return Math.abs(whole) <= longestInteger[type] ? whole : undefined;
  }
  return json;
}

/** Half a pair of surrogates is no character: a file could not keep it. */
function wellFormed(text: string): string {
  if (/\p{Surrogate}/u.test(text)) {
    throw unreadable();
  }
  return text;
}

/** Bytes that are base64 in JSON: what is kept of them on disk, too. */
class Bytes extends Uint8Array {
  toJSON(): string {
    return Buffer.from(this).toString("base64");
  }
}

function bytesOf(json: unknown): Bytes | undefined {
  if (json instanceof Uint8Array) {
    return new Bytes(json);
  }
  const isBase64 = typeof json === "string" && json.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(json);
  return isBase64 ? new Bytes(Buffer.from(json, "base64")) : undefined;
}

function kindOf(json: unknown): string {
  return typeof json === "boolean" ? `${String(json).toUpperCase()}_VALUE` : `${typeof json}_VALUE`.toUpperCase();
}

function unexpectedStart(json: unknown): UnreadableInput {
  return unreadable(
    Array.isArray(json)
      ? "Start of list found where not expected"
      : "Start of structure or map found where not expected.",
  );
}

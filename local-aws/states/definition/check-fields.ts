import { isIntrinsic, parseIntrinsic } from "../data/intrinsic-call";
import { isArray, isObject, type Json, type JsonObject } from "../data/json";
import { parsePath } from "../data/json-path";
import { isReferencePath } from "../data/reference-path";
import { parseTimestamp } from "../data/timestamps";
import type { QueryLanguage, StateType } from "./asl";
import type { Diagnostics } from "./diagnostics";
import { type FieldKind, fieldsOf, isOfOtherLanguage } from "./fields";

/** Checks which fields a state has, and what each of them holds. */
export function checkFields(state: JsonObject, location: string, language: QueryLanguage, found: Diagnostics): void {
  const type = state.Type as StateType;
  const fields = fieldsOf(type, language);
  for (const [name, value] of Object.entries(state)) {
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (kind === undefined) {
      const message = isOfOtherLanguage(name, type, language)
        ? `The field '${name}' is not supported with the query language ${language}`
        : `The field '${name}' is not supported by Step Functions`;
      found.schema(message, location);
    } else if (!(language === "JSONata" && isExpression(value))) {
      checkField(kind, name, value, location, language, found);
    }
  }
}

const isExpression = (value: Json): boolean =>
  typeof value === "string" && value.startsWith("{%") && value.endsWith("%}");

function checkField(
  kind: FieldKind,
  name: string,
  value: Json,
  location: string,
  language: QueryLanguage,
  found: Diagnostics,
): void {
  const at = `${location}/${name}`;
  if (kind === "template") {
    if (!isObject(value) && name === "Assign") {
      found.schema("Value is not an object", at);
    } else if (language === "JSONPath") {
      checkTemplate(value, at, found);
    }
    return;
  }
  const problem = problemOf(kind, name, value);
  if (problem !== undefined) {
    found.schema(problem, at);
  }
}

function problemOf(kind: FieldKind, name: string, value: Json): string | undefined {
  switch (kind) {
    case "text":
      return typeof value === "string" ? undefined : "Expected value of type String";
    case "boolean":
      return typeof value === "boolean" ? undefined : "Expected value of type Boolean";
    case "object":
      return isObject(value) ? undefined : "Value is not an object";
    case "list":
      return isArray(value) ? undefined : "Expected value of type Array";
    case "count":
      return isWhole(value, 0) ? undefined : "Expected value of type Integer, at least 0";
    case "positive count":
      return isWhole(value, 1) ? undefined : "Expected value of type Integer, at least 1";
    case "percentage":
      return typeof value === "number" && value >= 0 && value <= 100
        ? undefined
        : "Expected value of type Float between 0 and 100";
    case "timestamp":
      return typeof value === "string" && parseTimestamp(value) !== undefined
        ? undefined
        : "String does not match RFC3339 timestamp";
    case "path or null":
    case "path":
      return (value === null && kind === "path or null") || isPath(value, name)
        ? undefined
        : "Value is not a valid JSONPath";
    case "reference path or null":
    case "reference path":
      return (value === null && kind === "reference path or null") || isReference(value)
        ? undefined
        : "Value is not a Reference Path";
    default:
      return undefined;
  }
}

const isWhole = (value: Json, least: number): boolean => Number.isInteger(value) && (value as number) >= least;

/** Some fields take an intrinsic function instead of a path. */
const withIntrinsics = ["ErrorPath", "CausePath"];

function isPath(value: Json, name: string): boolean {
  return (
    typeof value === "string" &&
    doesNotThrow(() => (withIntrinsics.includes(name) && isIntrinsic(value) ? parseIntrinsic(value) : parsePath(value)))
  );
}

const isReference = (value: Json): boolean => typeof value === "string" && isReferencePath(value);

function checkTemplate(template: Json, location: string, found: Diagnostics): void {
  if (isArray(template)) {
    for (const [index, each] of template.entries()) {
      checkTemplate(each, `${location}[${index}]`, found);
    }
  } else if (isObject(template)) {
    for (const [name, value] of Object.entries(template)) {
      if (!name.endsWith(".$")) {
        checkTemplate(value, `${location}/${name}`, found);
      } else if (!isPathOrIntrinsic(value)) {
        const message = `The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`;
        found.schema(message, location);
      }
    }
  }
}

function isPathOrIntrinsic(value: Json): boolean {
  return (
    typeof value === "string" && doesNotThrow(() => (isIntrinsic(value) ? parseIntrinsic(value) : parsePath(value)))
  );
}

function doesNotThrow(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

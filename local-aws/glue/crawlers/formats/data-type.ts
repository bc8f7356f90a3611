/** A column's type while it is inferred. */
export type DataType =
  | { readonly kind: "unknown" }
  | { readonly kind: "scalar"; readonly name: string }
  | { readonly kind: "array"; readonly element: DataType }
  | { readonly kind: "map"; readonly key: DataType; readonly value: DataType }
  | { readonly kind: "struct"; readonly fields: readonly Field[] };

export interface Field {
  readonly name: string;
  readonly type: DataType;
  /** The name as the file writes it, where that is not `name`. */
  readonly written?: string;
}

/** What nothing but missing values, empty lists or empty objects say. */
export const unknown: DataType = { kind: "unknown" };
export const scalar = (name: string): DataType => ({ kind: "scalar", name });
export const text = scalar("string");

const widening = ["tinyint", "smallint", "int", "bigint", "float", "double"];

/** The type that holds values of both. Two that have nothing in common become a string. */
export function mergeTypes(left: DataType, right: DataType): DataType {
  if (left === right || right.kind === "unknown") {
    return left;
  }
  if (left.kind === "unknown") {
    return right;
  }
  if (left.kind === "scalar" && right.kind === "scalar") {
    return mergeScalars(left.name, right.name);
  }
  if (left.kind === "array" && right.kind === "array") {
    return { kind: "array", element: mergeTypes(left.element, right.element) };
  }
  if (left.kind === "struct" && right.kind === "struct") {
    return { kind: "struct", fields: mergeFields(left.fields, right.fields) };
  }
  if (left.kind === "map" && right.kind === "map") {
    return { kind: "map", key: mergeTypes(left.key, right.key), value: mergeTypes(left.value, right.value) };
  }
  return text;
}

/** The fields of both, in the order in which they were met first. */
export function mergeFields(left: readonly Field[], right: readonly Field[]): readonly Field[] {
  if (left === right) {
    return left;
  }
  const merged = new Map(left.map((field) => [field.name, field]));
  for (const field of right) {
    const known = merged.get(field.name);
    merged.set(field.name, known === undefined ? field : { ...known, type: mergeTypes(known.type, field.type) });
  }
  return [...merged.values()];
}

/** A type in Hive's words, such as `struct<a:int,b:array<string>>`. */
export function typeName(type: DataType): string {
  switch (type.kind) {
    case "unknown":
      return "string";
    case "scalar":
      return type.name;
    case "array":
      return `array<${typeName(type.element)}>`;
    case "map":
      return `map<${typeName(type.key)},${typeName(type.value)}>`;
    case "struct":
      return `struct<${type.fields.map((field) => `${field.name}:${typeName(field.type)}`).join(",")}>`;
  }
}

function mergeScalars(left: string, right: string): DataType {
  if (left === right) {
    return scalar(left);
  }
  if (!isNumber(left) || !isNumber(right)) {
    return text;
  }
  const [a, b] = [widening.indexOf(left), widening.indexOf(right)];
  if (a >= 0 && b >= 0) {
    const wider = widening[Math.max(a, b)] as string;
    return scalar(wider === "float" && Math.min(a, b) >= 2 ? "double" : wider);
  }
  return a < 0 && b < 0 ? mergeDecimals(left, right) : scalar("double");
}

function mergeDecimals(left: string, right: string): DataType {
  const [[p1, s1], [p2, s2]] = [decimalParts(left), decimalParts(right)];
  const scale = Math.max(s1, s2);
  const precision = Math.max(p1 - s1, p2 - s2) + scale;
  return scalar(precision > 38 ? "double" : `decimal(${precision},${scale})`);
}

function decimalParts(name: string): [number, number] {
  const [, precision = "10", scale = "0"] = /^decimal\((\d+),(\d+)\)$/.exec(name) ?? [];
  return [Number(precision), Number(scale)];
}

const isNumber = (name: string): boolean => widening.includes(name) || name.startsWith("decimal");

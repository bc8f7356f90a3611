import { matcher } from "./pattern";
import type { Shape } from "./service-model";

/** AWS names no more than so many in one answer. */
const mostNamed = 10;
const longestShown = 1000;

/** What a value breaks. */
export interface Violation {
  /** In AWS's way, such as `tableInput.partitionKeys.2.member.name`. */
  readonly path: string;
  /** As AWS shows the value; undefined where it does not. */
  readonly value?: string;
  /** Such as `Member must not be null`. */
  readonly constraint: string;
}

/** All that an input breaks of its shape, in the order of its members, up to as many as AWS names. */
export function violationsOf(shape: Shape, input: unknown): Violation[] {
  const found: Violation[] = [];
  check(shape, input, "", found);
  return found.slice(0, mostNamed);
}

/**
 * The message of AWS's services for what an input breaks, such as
 * `1 validation error detected: Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1`.
 *
 * @param showsValues Services that AWS made later do not say the value.
 */
export function violationText(violations: readonly Violation[], showsValues: boolean): string {
  const parts = violations.map(({ path, value, constraint }) => {
    const shown = value === undefined || (value !== "null" && !showsValues) ? "Value" : `Value ${value}`;
    return `${shown} at '${path}' failed to satisfy constraint: ${constraint}`;
  });
  return `${parts.length} validation error${parts.length === 1 ? "" : "s"} detected: ${parts.join("; ")}`;
}

function check(shape: Shape, value: unknown, path: string, found: Violation[]): void {
  if (found.length >= mostNamed) {
    return;
  }
  for (const constraint of broken(shape, value)) {
    found.push({ path, constraint, ...shown(value) });
  }
  if (shape.type === "structure") {
    checkMembers(shape, value as Readonly<Record<string, unknown>>, path, found);
  } else if (shape.type === "list") {
    checkItems(shape.item as Shape, value as readonly unknown[], path, found);
  } else if (shape.type === "map") {
    checkEntries(shape, value as Readonly<Record<string, unknown>>, path, found);
  }
}

function checkMembers(shape: Shape, value: Readonly<Record<string, unknown>>, path: string, found: Violation[]): void {
  for (const [name, member] of shape.members) {
    const at = join(path, name.charAt(0).toLowerCase() + name.slice(1));
    if (value[name] !== undefined) {
      check(member, value[name], at, found);
    } else if (shape.required.has(name)) {
      found.push({ path: at, value: "null", constraint: "Member must not be null" });
    }
  }
}

function checkItems(item: Shape, list: readonly unknown[], path: string, found: Violation[]): void {
  if (isScalar(item)) {
    if (list.some((each) => broken(item, each).length > 0)) {
      found.push({ path, constraint: `Member must satisfy constraint: [${constraintsOf(item)}]`, ...shown(list) });
    }
  } else {
    list.forEach((each, index) => {
      check(item, each, join(path, `${index + 1}.member`), found);
    });
  }
}

function checkEntries(shape: Shape, map: Readonly<Record<string, unknown>>, path: string, found: Violation[]): void {
  const [key, value] = [shape.key as Shape, shape.value as Shape];
  if (Object.keys(map).some((each) => broken(key, each).length > 0)) {
    found.push({ path, constraint: `Map keys must satisfy constraint: [${constraintsOf(key)}]`, ...shown(map) });
  }
  if (!isScalar(value)) {
    for (const [name, each] of Object.entries(map)) {
      check(value, each, join(path, `${name}.member`), found);
    }
  } else if (Object.values(map).some((each) => broken(value, each).length > 0)) {
    found.push({ path, constraint: `Map value must satisfy constraint: [${constraintsOf(value)}]`, ...shown(map) });
  }
}

/** Which of its own constraints a value breaks, without what it holds. */
function broken(shape: Shape, value: unknown): string[] {
  const { min, max, pattern, enum: words } = shape;
  const [size, measure] = sizeOf(value);
  const constraints: string[] = [];
  if (min !== undefined && size < min) {
    constraints.push(`Member must have ${measure} greater than or equal to ${min}`);
  }
  if (max !== undefined && size > max) {
    constraints.push(`Member must have ${measure} less than or equal to ${max}`);
  }
  if (words !== undefined && !words.includes(value as string)) {
    constraints.push(enumConstraint(words));
  }
  if (pattern !== undefined && constraints.length === 0 && !matcher(pattern)(value as string)) {
    constraints.push(patternConstraint(pattern));
  }
  return constraints;
}

/** A number's value, and the length of all else. */
function sizeOf(value: unknown): [size: number, measure: "length" | "value"] {
  if (typeof value === "number") {
    return [value, "value"];
  }
  if (typeof value === "string" || Array.isArray(value)) {
    return [value.length, "length"];
  }
  if (value instanceof Uint8Array) {
    return [value.byteLength, "length"];
  }
  return [typeof value === "object" && value !== null ? Object.keys(value).length : 0, "length"];
}

/** All constraints of what a list or a map holds, as AWS counts them up where one is broken. */
function constraintsOf({ type, min, max, pattern, enum: words }: Shape): string {
  const measure = type === "string" || type === "blob" ? "length" : "value";
  return [
    ...(max === undefined ? [] : [`Member must have ${measure} less than or equal to ${max}`]),
    ...(min === undefined ? [] : [`Member must have ${measure} greater than or equal to ${min}`]),
    ...(pattern === undefined ? [] : [patternConstraint(pattern)]),
    ...(words === undefined ? [] : [enumConstraint(words)]),
  ].join(", ");
}

function patternConstraint(pattern: string): string {
  return `Member must satisfy regular expression pattern: ${pattern}`;
}

function enumConstraint(words: readonly string[]): string {
  return `Member must satisfy enum value set: [${words.join(", ")}]`;
}

function isScalar({ type }: Shape): boolean {
  return type !== "structure" && type !== "list" && type !== "map";
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** A value as Java prints it, where it is a scalar or holds scalars only; long ones are cut. */
function shown(value: unknown): { readonly value?: string } {
  const text = toJava(value);
  return text === undefined
    ? {}
    : { value: `'${text.length > longestShown ? `${text.slice(0, longestShown)}…` : text}'` };
}

function toJava(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) {
    return String(value);
  }
  if (value instanceof Uint8Array) {
    return `java.nio.HeapByteBuffer[pos=0 lim=${value.byteLength} cap=${value.byteLength}]`;
  }
  const parts = Array.isArray(value) ? value : Object.entries(value);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const scalars = Object.values(value).every((each) => typeof each !== "object");
  const some = parts.slice(0, longestShown);
  return scalars
    ? `${open}${some.map((each) => (Array.isArray(each) ? each.join("=") : each)).join(", ")}${close}`
    : undefined;
}

import { isDeepStrictEqual } from "node:util";
import { matcher } from "../../protocol/model/pattern";
import type { Shape } from "../../protocol/model/service-model";
import { random } from "../random";
import { sample } from "../sample-input";

/** How a value inside an input is reached: by a member's name, or to what a list (`[]`) or a map (`{}`) holds. */
export type Path = readonly string[];

/** A member below the first level that holds no members of its own. */
export interface NestedMember {
  readonly path: Path;
  readonly shape: Shape;
}

/** All of them in an input, in AWS's order. A shape inside itself is not entered again. */
export function nestedMembers(input: Shape): NestedMember[] {
  const found: NestedMember[] = [];
  const enter = (shape: Shape, path: Path, around: readonly Shape[]): void => {
    if (around.includes(shape)) {
      return;
    }
    const within = [...around, shape];
    if (shape.type === "structure") {
      for (const [name, member] of shape.members) {
        enter(member, [...path, name], within);
      }
    } else if (shape.type === "list" && holdsMembers(shape)) {
      enter(shape.item as Shape, [...path, "[]"], within);
    } else if (shape.type === "map" && holdsMembers(shape)) {
      enter(shape.value as Shape, [...path, "{}"], within);
    } else if (depthOf(path) > 1) {
      found.push({ path, shape });
    }
  };
  enter(input, [], []);
  return found;
}

const isName = (step: string): boolean => step !== "[]" && step !== "{}";

/** How many members lie around a value, itself counted. */
export const depthOf = (path: Path): number => path.filter(isName).length;
/** The innermost member of a path. */
export const nameOf = (path: Path): string => path.findLast(isName) ?? "";
/** The structure that has it. */
export const parentOf = (path: Path): Path => path.slice(0, path.findLastIndex(isName));
export const isWithin = (inner: Path, outer: Path): boolean => outer.every((step, index) => inner[index] === step);

/** The members that hold others, outer ones first. */
export function containers(members: readonly NestedMember[]): Path[] {
  const outer = members.flatMap(({ path }) =>
    path.slice(0, -1).flatMap((step, index) => (isName(step) ? [path.slice(0, index + 1)] : [])),
  );
  return [...new Map(outer.map((path) => [path.join("."), path])).values()].sort((a, b) => a.length - b.length);
}

function holdsMembers(shape: Shape): boolean {
  const inner = shape.item ?? shape.value;
  return shape.type === "structure" || (inner !== undefined && holdsMembers(inner));
}

/** What an input holds at a path, of lists and maps the first; undefined where there is nothing. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((at, step) => (at as Record<string, unknown> | undefined)?.[placeOf(at, step)], value);
}

function placeOf(value: unknown, step: string): string {
  return step === "[]" ? "0" : step === "{}" ? (Object.keys(value ?? {})[0] ?? "probe") : step;
}

/**
 * A copy of an input with a value put at a path; what the model requires around it is put there, too.
 *
 * @param value Undefined stands for as little as the model allows.
 */
export function withValue(shape: Shape, input: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) {
    return value ?? leastOf(shape);
  }
  const around = input ?? (shape.type === "list" ? [] : shape.type === "map" ? {} : leastOf(shape));
  const inner = shape.members.get(step) ?? shape.item ?? (shape.value as Shape);
  const place = placeOf(around, step);
  const changed = withValue(inner, (around as Record<string, unknown>)[place], rest, value);
  return Array.isArray(around)
    ? [changed, ...around.slice(1)]
    : { ...(around as Record<string, unknown>), [place]: changed };
}

const leastOf = (shape: Shape): unknown => sample(shape, random(0, 0), true, 6);

/** Values of its own for a member, of which one should be accepted: none is the present one. `ID` stands for what is new. */
export function candidates(shape: Shape, present: unknown): unknown[] {
  return valuesOf(shape).filter((value) => !isDeepStrictEqual(value, present));
}

function valuesOf(shape: Shape): unknown[] {
  switch (shape.type) {
    case "boolean":
      return [true, false];
    case "timestamp":
      return [1_700_000_001, 4_000_000_000];
    case "blob":
      return ["AQIE"];
    case "document":
      return [{ own: "ID" }];
    case "list":
      return valuesOf(shape.item as Shape).map((item) => [item]);
    case "map": {
      const [key] = valuesOf(shape.key as Shape);
      return valuesOf(shape.value as Shape).map((value) => ({ [String(key)]: value }));
    }
    case "string":
      return textsOf(shape);
    default:
      return [7, 1, 2, 60, 1_024, 20_000_000].filter(
        (number) => number >= (shape.min ?? 0) && number <= (shape.max ?? Number.POSITIVE_INFINITY),
      );
  }
}

function textsOf({ enum: words, min = 0, max = 1e9, pattern }: Shape): string[] {
  const texts = [
    "own_ID",
    "x",
    "s3://own-ID/",
    "s3://members/own/",
    "int",
    "3",
    "3.9",
    "3h",
    "Tier",
    "subnet-1a",
    "sg-1a",
    "5.1",
    "9999999999999",
    "Sun:1",
    "cron(1 2 * * ? *)",
    "$.own",
    "%{WORD:own}",
    "STRING",
    "arn:aws:iam::000000000000:role/own",
    "arn:aws:kms:us-east-1:000000000000:key/own",
    "arn:aws:sqs:us-east-1:000000000000:own",
    "arn:aws:secretsmanager:us-east-1:000000000000:secret:own",
    "00000000-0000-0000-0000-00000000000a",
    "arn:aws:sso:::instance/ssoins-0123456789abcdef",
    "https://own.example",
    "000000000001",
    "jdbc:postgresql://own/own",
  ];
  return [...(words ?? texts)].filter(
    (text) => text.length >= min && text.length <= max && (pattern === undefined || matcher(pattern)(text)),
  );
}

import { crc32 } from "node:zlib";

/** Says what is wrong with a value that was read from disk; undefined where it is as it should be. */
export type Shape = (value: unknown) => string | undefined;

type Kind = "string" | "number" | "list" | "object";

const kinds: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  list: Array.isArray,
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

/**
 * An object that has these members.
 *
 * @param members The kind of each, by its path, such as `execution.QueryExecutionId`.
 */
export function objectWith(members: Readonly<Record<string, Kind>>): Shape {
  const checks = Object.entries(members).map(([path, kind]) => ({ path, names: path.split("."), kind }));
  return (value) => {
    if (!kinds.object(value)) {
      return "is no JSON object";
    }
    const broken = checks.find(({ names, kind }) => !kinds[kind](names.reduce<unknown>(member, value)));
    return broken && `has no ${broken.path}`;
  };
}

function member(value: unknown, name: string): unknown {
  return kinds.object(value) ? (value as Record<string, unknown>)[name] : undefined;
}

/** What a text holds, or what is wrong with it. */
export type Unsealed = { readonly value: unknown } | { readonly problem: string };

const seal = /^\{"crc32":"([0-9a-f]{8})","value":/;

/** A value as JSON with a checksum over it: a byte that changes on disk does not pass for what was written. */
export function toSealed(value: unknown): string {
  const json = JSON.stringify(value);
  return `{"crc32":"${checksum(json)}","value":${json}}`;
}

/** Whether a text begins like one of {@link toSealed}. Older versions wrote the value alone, as scripts of jobs do. */
export function isSealed(text: string): boolean {
  return seal.test(text);
}

/**
 * Reads what {@link toSealed} wrote, or a JSON value alone.
 *
 * @param shape Of the value.
 */
export function fromSealed(text: string, shape: Shape): Unsealed {
  const sum = seal.exec(text);
  const json = sum === null ? text : text.slice(sum[0].length, -1);
  if (text.trim() === "") {
    return { problem: "is empty" };
  }
  if (sum !== null && (!text.endsWith("}") || checksum(json) !== sum[1])) {
    return { problem: "is not what was written: its checksum does not fit" };
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { problem: "is no JSON" };
  }
  const problem = shape(value);
  return problem === undefined ? { value } : { problem };
}

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, "0");

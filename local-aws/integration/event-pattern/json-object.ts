export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const known = new WeakMap<object, unknown>();

/** A JSON value in which each name `a.b` is the name `b` in `a`, as event patterns see it. Most have none, and stay. */
export function withoutDots(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  let found = known.get(value);
  if (found === undefined) {
    found = hasDots(value) ? spread(value) : value;
    known.set(value, found);
  }
  return found;
}

function hasDots(value: object): boolean {
  const open: object[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [name, member] of Object.entries(next)) {
      if (name.includes(".")) {
        return true;
      }
      if (typeof member === "object" && member !== null) {
        open.push(member);
      }
    }
  }
  return false;
}

/** What two names come to is a list of both: one of them has to match. */
function spread(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(spread);
  }
  if (!isObject(value)) {
    return value;
  }
  const result: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const [first = "", ...rest] = name.split(".");
    const inner = rest.reduceRight<unknown>((made, step) => ({ [step]: made }), spread(member));
    const before = Object.hasOwn(result, first) ? result[first] : undefined;
    result[first] = before === undefined ? inner : merged(before, inner);
  }
  return result;
}

function merged(one: unknown, other: unknown): unknown {
  if (!isObject(one) || !isObject(other)) {
    return [one, other].flat();
  }
  const result: Record<string, unknown> = { ...one };
  for (const [name, member] of Object.entries(other)) {
    result[name] = Object.hasOwn(one, name) ? merged(one[name], member) : member;
  }
  return result;
}

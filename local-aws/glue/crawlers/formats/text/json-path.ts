/** The steps of a path: a member's name, an element's number, or all of them. */
export type JsonPath = readonly (string | number | typeof every)[];

const every = Symbol("*");
const step = /^(?:\.([A-Za-z_][\w-]*)|\.(\*)|\[(\*)\]|\[(\d+)\]|\['([^']+)'\]|\["([^"]+)"\])/;

/**
 * Reads the JSONPath operators that Glue's custom classifiers take: `$`, `*`, `.name`, `['name']`, `[index]`.
 *
 * @returns Undefined where the text has another one.
 * @see https://docs.aws.amazon.com/glue/latest/dg/custom-classifier.html#custom-classifier-json
 */
export function parseJsonPath(path: string): JsonPath | undefined {
  const steps: (string | number | typeof every)[] = [];
  let rest = path.trim();
  if (!rest.startsWith("$")) {
    return undefined;
  }
  rest = rest.slice(1);
  while (rest !== "") {
    const found = step.exec(rest);
    if (found === null) {
      return undefined;
    }
    const [all, name, star, bracketed, index, quoted, doubleQuoted] = found;
    steps.push(
      star !== undefined || bracketed !== undefined
        ? every
        : index !== undefined
          ? Number(index)
          : (name ?? quoted ?? doubleQuoted ?? ""),
    );
    rest = rest.slice(all.length);
  }
  return steps;
}

/** The values that a path leads to; a missing member leads nowhere. */
export function valuesAt(value: unknown, path: JsonPath): unknown[] {
  return path.reduce<unknown[]>((values, each) => values.flatMap((one) => next(one, each)), [value]);
}

function next(value: unknown, each: JsonPath[number]): unknown[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  if (each === every) {
    return Object.values(value);
  }
  const member = (value as Record<string | number, unknown>)[each];
  return member === undefined || (typeof each === "number") !== Array.isArray(value) ? [] : [member];
}

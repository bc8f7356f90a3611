/**
 * A path into an event, such as `$.detail.lines[0].name`: names after dots or in brackets, places in lists, and `*`.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export interface EventPath {
  /** @returns What is there; of `*` a list; undefined where there is nothing. */
  read(event: unknown): unknown;
}

type Step = string | number | typeof all;

const all = Symbol("all");
const step = /^(?:\.([A-Za-z0-9_-]+|\*)|\[(\d+|\*)\]|\['([^']+)'\]|\["([^"]+)"\])/;

/** @returns Undefined where the text is no path. */
export function parseEventPath(text: string): EventPath | undefined {
  if (!text.startsWith("$")) {
    return undefined;
  }
  const steps: Step[] = [];
  for (let rest = text.slice(1); rest !== ""; ) {
    const [taken, dotted, place, ...quoted] = step.exec(rest) ?? [];
    if (taken === undefined) {
      return undefined;
    }
    const name = dotted ?? quoted.find((one) => one !== undefined);
    steps.push(dotted === "*" || place === "*" ? all : (name ?? Number(place)));
    rest = rest.slice(taken.length);
  }
  return {
    read: (event) => {
      const found = steps.reduce<unknown[]>((values, one) => values.flatMap((value) => follow(value, one)), [event]);
      return steps.includes(all) ? (found.length === 0 ? undefined : found) : found[0];
    },
  };
}

/** What is one step further: one value, none, or all. */
function follow(value: unknown, one: Step): unknown[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  if (one === all) {
    return Object.values(value);
  }
  if (Array.isArray(value)) {
    return typeof one === "number" && one < value.length ? [value[one]] : [];
  }
  const own = value as Readonly<Record<string, unknown>>;
  return typeof one === "string" && Object.hasOwn(own, one) ? [own[one]] : [];
}

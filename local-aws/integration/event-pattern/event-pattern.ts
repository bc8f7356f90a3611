import { isObject, type JsonObject, withoutDots } from "./json-object";
import { PatternError } from "./pattern-error";
import { readValueTest, type ValueTest } from "./value-test";

/** A pattern for one object: all its fields match, and one of each group of alternatives. */
interface ObjectPattern {
  readonly kind: "object";
  readonly fields: readonly (readonly [name: string, pattern: Pattern])[];
  readonly alternatives: readonly (readonly ObjectPattern[])[];
  /** Whether it asks for nothing to be there. */
  readonly wantsAbsence: boolean;
}

interface ValuePattern {
  readonly kind: "value";
  readonly test: ValueTest;
}

type Pattern = ObjectPattern | ValuePattern;

/** Names that cannot be fields within `$or`: EventBridge keeps them for match expressions. */
const reserved = new Set(
  ["exactly", "equals-ignore-case", "prefix", "suffix", "anything-but", "exists", "wildcard", "numeric", "cidr"].concat(
    ["=", "<", "<=", ">", ">=", "regex", "not-wildcard", "not-equals-ignore-case", "date-after", "date-on-or-after"],
    ["date-before", "date-on-or-before", "in-date-range", "ip-address-in-range", "ip-address-not-in-range"],
  ),
);

/**
 * An event pattern as EventBridge has it, and SNS in its filter policies. It is matched in time proportional to the event.
 *
 * Where the event has a list, one of its members has to match; where it has a list of objects, all that the pattern asks of
 * one of them has to be true of the same one.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export class EventPattern {
  private constructor(private readonly root: ObjectPattern) {}

  /** @throws PatternError */
  static parse(text: string): EventPattern {
    let source: unknown;
    try {
      source = JSON.parse(text);
    } catch {
      throw new PatternError("Filter is not valid JSON");
    }
    return EventPattern.of(source);
  }

  /**
   * @param source The pattern's JSON.
   * @throws PatternError
   */
  static of(source: unknown): EventPattern {
    if (!isObject(source)) {
      throw new PatternError("Filter is not an object");
    }
    return new EventPattern(readObject(source, false));
  }

  /** @param event Its JSON. */
  matches(event: unknown): boolean {
    return matchesObject(this.root, withoutDots(event));
  }
}

function readObject(source: JsonObject, isAlternative: boolean): ObjectPattern {
  const fields: [string, Pattern][] = [];
  const alternatives: ObjectPattern[][] = [];
  const entries = Object.entries(source);
  if (entries.length === 0) {
    throw new PatternError("Empty objects are not allowed");
  }
  for (const [name, value] of entries) {
    if (name === "$or") {
      alternatives.push(readAlternatives(value));
    } else if (isAlternative && reserved.has(name)) {
      throw new PatternError(`${name} is Ruler reserved fieldName which cannot be used inside $or.`);
    } else if (Array.isArray(value)) {
      fields.push(inside(name, { kind: "value", test: readValueTest(value) }));
    } else if (isObject(value)) {
      fields.push(inside(name, readObject(value, isAlternative)));
    } else {
      throw new PatternError(`"${name}" must be an object or an array`);
    }
  }
  const wantsAbsence =
    fields.every(([, pattern]) => (pattern.kind === "value" ? pattern.test.wantsAbsence : pattern.wantsAbsence)) &&
    alternatives.flat().every((one) => one.wantsAbsence);
  return { kind: "object", fields, alternatives, wantsAbsence };
}

/** A field `a.b` is the field `b` of `a`. */
function inside(name: string, pattern: Pattern): [name: string, pattern: Pattern] {
  const [first = "", ...rest] = name.split(".");
  const inner = rest.reduceRight<Pattern>((value, step) => {
    const { wantsAbsence } = value.kind === "value" ? value.test : value;
    return { kind: "object", fields: [[step, value]], alternatives: [], wantsAbsence };
  }, pattern);
  return [first, inner];
}

function readAlternatives(value: unknown): ObjectPattern[] {
  if (!Array.isArray(value)) {
    throw new PatternError("It must be an Array followed with $or.");
  }
  const read = value.map((one: unknown) => {
    if (!isObject(one)) {
      throw new PatternError("Only JSON object is allowed in array of $or relationship.");
    }
    return readObject(one, true);
  });
  if (read.length < 2) {
    throw new PatternError("There must have at least 2 Objects in $or relationship.");
  }
  return read;
}

function matchesObject(pattern: ObjectPattern, value: unknown): boolean {
  if (!Array.isArray(value)) {
    return matchesOne(pattern, value);
  }
  const members = leaves(value);
  return pattern.wantsAbsence
    ? members.every((member) => matchesOne(pattern, member))
    : members.some((member) => matchesOne(pattern, member));
}

function matchesOne({ fields, alternatives }: ObjectPattern, value: unknown): boolean {
  const from = isObject(value) ? value : undefined;
  for (const [name, pattern] of fields) {
    const member = from !== undefined && Object.hasOwn(from, name) ? from[name] : undefined;
    if (!(pattern.kind === "value" ? matchesValue(pattern.test, member) : matchesObject(pattern, member))) {
      return false;
    }
  }
  return alternatives.every((group) => group.some((one) => matchesOne(one, value)));
}

/** What is no object is a leaf; a list stands for its members. */
function matchesValue(test: ValueTest, value: unknown): boolean {
  if (value === undefined || isObject(value)) {
    return test.matchesAbsence;
  }
  if (!Array.isArray(value)) {
    return test.matches(value);
  }
  const values = leaves(value).filter((member) => !isObject(member));
  return values.length === 0 ? test.matchesAbsence : values.some((member) => test.matches(member));
}

/** The members of a list and of the lists in it, however deep. */
function leaves(list: readonly unknown[]): readonly unknown[] {
  if (!list.some(Array.isArray)) {
    return list;
  }
  const found: unknown[] = [];
  const open: unknown[] = [...list].reverse();
  while (open.length > 0) {
    const next = open.pop();
    if (Array.isArray(next)) {
      for (let place = next.length - 1; place >= 0; place--) {
        open.push(next[place]);
      }
    } else {
      found.push(next);
    }
  }
  return found;
}

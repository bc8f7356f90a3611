import { type Shape, serviceModel } from "../protocol/model/service-model";

interface DateMembers {
  readonly dates: ReadonlySet<string>;
  /** Members whose names within are the caller's: parameters, arguments, tags. */
  readonly ofCallers: ReadonlySet<string>;
}

let ofModel: DateMembers | undefined;

/** What the model says of its members; no member that is a date in one shape is a text in another. */
function readModel(): DateMembers {
  const members = [...serviceModel("glue").shapes()].flatMap((shape) => [...shape.members]);
  const named = (is: (shape: Shape) => boolean) => new Set(members.filter(([, of]) => is(of)).map(([name]) => name));
  return {
    dates: named(({ type }) => type === "timestamp"),
    ofCallers: named(({ type, value }) => type === "map" && value?.type === "string"),
  };
}

/**
 * Turns Glue's dates, which lie in files as ISO texts, into `Date`. What callers name (parameters, arguments, tags) stays
 * as it is. Changes the value in place and returns it.
 */
export function reviveDates<Value>(value: Value): Value {
  ofModel ??= readModel();
  if (Array.isArray(value)) {
    value.forEach(reviveDates);
  } else if (typeof value === "object" && value !== null) {
    const members = value as Record<string, unknown>;
    for (const [name, member] of Object.entries(members)) {
      if (typeof member === "string" && ofModel.dates.has(name)) {
        members[name] = new Date(member);
      } else if (!ofModel.ofCallers.has(name)) {
        reviveDates(member);
      }
    }
  }
  return value;
}

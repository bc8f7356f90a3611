/**
 * What shows how a member of a request is treated. `expected` is an error code or a status, or members that the answer
 * has and that it would not have otherwise.
 */
export interface Probe {
  readonly class: "obeyed" | "kept" | "refused" | "no effect";
  /** What the request has beside its base. */
  readonly patch: Readonly<Record<string, unknown>>;
  readonly expected?: string | number | Readonly<Record<string, unknown>>;
  /** The operation whose answer has the expected members, where it is another one. */
  readonly readBy?: string;
  /** What is sent where the SDK itself would not. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What another operation is asked for, beside bucket and key. */
  readonly asked?: Readonly<Record<string, unknown>>;
}

/** A probe that waits for the name of its member. */
export type Unnamed = (member: string) => Probe;
/** By the member's name, or its path where it lies deeper: `Delete.Objects.ETag`. */
export type Members = Readonly<Record<string, Unnamed | readonly Unnamed[]>>;

/** The answer shows that it counted. */
export function obeyed(
  value: unknown,
  expected: Probe["expected"],
  more: Readonly<Record<string, unknown>> = {},
): Unnamed {
  return (member) => ({ class: "obeyed", patch: { ...more, ...patchOf(member, value) }, expected });
}

/** Another operation shows that it counted. */
export function obeyedBy(
  value: unknown,
  readBy: string,
  expected: Probe["expected"],
  asked: Readonly<Record<string, unknown>> = {},
): Unnamed {
  return (member) => ({ class: "obeyed", patch: patchOf(member, value), expected, readBy, asked });
}

/** Another operation, HeadObject unless told, reads it back. */
export function kept(value: unknown, expected?: Readonly<Record<string, unknown>>, readBy = "HeadObject"): Unnamed {
  return (member) => ({
    class: "kept",
    patch: patchOf(member, value),
    expected: expected ?? { [member]: value },
    readBy,
  });
}

/** AWS's error says that the embedded AWS, or a bucket like its own, does not have this. */
export function refused(value: unknown, code: string | number = "NotImplemented"): Unnamed {
  return (member) => ({ class: "refused", patch: patchOf(member, value), expected: code });
}

/** As refused, for what the SDK would not send. */
export function refusedHeaders(headers: Readonly<Record<string, string>>, code = "NotImplemented"): Unnamed {
  return () => ({ class: "refused", patch: {}, headers, expected: code });
}

/** The same probes with more in each request. */
export function inRequestsWith(more: Readonly<Record<string, unknown>>, members: Members): Members {
  const add =
    (unnamed: Unnamed): Unnamed =>
    (member) => {
      const probe = unnamed(member);
      return { ...probe, patch: { ...more, ...probe.patch } };
    };
  return Object.fromEntries(Object.entries(members).map(([name, each]) => [name, [each].flat().map(add)]));
}

/** On AWS it changes nothing either, in a bucket like this. */
export function noEffect(value: unknown): Unnamed {
  return (member) => ({ class: "no effect", patch: patchOf(member, value) });
}

/** A deeper member comes with the whole member that it is in. */
function patchOf(member: string, value: unknown): Record<string, unknown> {
  return member.includes(".") ? (value as Record<string, unknown>) : { [member]: value };
}

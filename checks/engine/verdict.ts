/** What a check says about one task. */
export type Finding =
  | { readonly state: "right"; readonly message: string }
  | { readonly state: "open"; readonly message: string }
  | WrongFinding;

export interface WrongFinding {
  readonly state: "wrong";
  /** What is wrong, in a sentence or two. */
  readonly message: string;
  /** What is right already. */
  readonly praise?: string;
  /** With unit and tolerance. */
  readonly expected?: string;
  readonly seen?: string;
}

/** One task of an exercise. */
export interface Task<Context> {
  /** Such as `3.2`. */
  readonly id: string;
  /** What must be true at the end. */
  readonly title: string;
  readonly hint: string;
  readonly strongerHint: string;
  check(context: Context): Promise<Finding>;
}

export interface TaskResult {
  /** The workshop and the task, such as `quality/3.2`. */
  readonly task: string;
  readonly title: string;
  readonly finding: Finding;
  readonly hint: string;
  readonly strongerHint: string;
}

/** The set-up does not work: nobody's answer is wrong. */
export class SetupBroken extends Error {}

/** Thrown by a check to end it with a finding. */
export class Decided extends Error {
  constructor(readonly finding: Finding) {
    super(finding.message);
  }
}

export function right(message: string): Finding {
  return { state: "right", message };
}

export function open(message: string): Finding {
  return { state: "open", message };
}

/** What the student left may hold anything: no character of it steers a terminal, and long texts are cut. */
export function wrong(message: string, more: Omit<WrongFinding, "state" | "message"> = {}): WrongFinding {
  const { praise, expected, seen } = more;
  return {
    ...(praise === undefined ? {} : { praise }),
    ...(expected === undefined ? {} : { expected: printable(expected) }),
    ...(seen === undefined ? {} : { seen: printable(seen) }),
    state: "wrong",
    message: printable(message, 1_000),
  };
}

function printable(text: string, most = 300): string {
  const short = text.length > most ? `${text.slice(0, most)} …` : text;
  // control characters, invisible marks, and what was no UTF-8
  return short.replace(/[\p{Cc}\p{Cf}\ufffd]/gu, (character) =>
    character === "\n" ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

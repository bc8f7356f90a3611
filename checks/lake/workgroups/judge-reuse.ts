import { type Finding, right, wrong } from "../../engine/verdict";
import { names } from "../layout";

/** The oldest answer that may be reused, in minutes. */
export const wantedAge = 15;

/** A query of the dashboard, as Athena's history has it. */
export interface AskedQuery {
  readonly workGroup: string;
  readonly state: string;
  readonly text: string;
  /** Whether it asked for an earlier answer, and how old that may be, in minutes. */
  readonly wished: boolean;
  readonly age: number | undefined;
  /** Whether it got one. */
  readonly reused: boolean;
  readonly bytes: number;
}

/** Judges the three questions: two one after the other, one after new cuts have come. */
export function judgeReuse(asked: readonly AskedQuery[]): Finding {
  const [first, second, third] = asked;
  if (first === undefined || second === undefined || third === undefined) {
    return wrong("report/asked.json does not name three queries that Athena knows.", {
      expected: "3 queries",
      seen: `${asked.length}`,
    });
  }
  const elsewhere = asked.find(({ workGroup }) => workGroup !== names.workGroup);
  if (elsewhere !== undefined) {
    return wrong(
      `A question was asked in the workgroup ${elsewhere.workGroup}: answers are reused in their own alone.`,
      {
        expected: names.workGroup,
        seen: elsewhere.workGroup,
      },
    );
  }
  const failed = asked.find(({ state }) => state !== "SUCCEEDED");
  if (failed !== undefined) {
    return wrong(`A question ended ${failed.state}: ${failed.text}`, { expected: "SUCCEEDED", seen: failed.state });
  }
  if (!second.wished) {
    return wrong("The second question did not ask for an earlier answer: it read everything again.", {
      expected: "ResultReuseByAgeConfiguration with Enabled: true",
      seen: `${second.bytes} bytes`,
    });
  }
  if (second.age !== wantedAge) {
    return wrong(`The second question takes an answer that is ${second.age} minutes old.`, {
      expected: `MaxAgeInMinutes: ${wantedAge}`,
      seen: `${second.age}`,
    });
  }
  if (!second.reused) {
    const isOther = first.text !== second.text;
    return wrong(`The second question was not answered by the first${isOther ? ": their texts differ" : ""}.`, {
      praise: "It asked for an earlier answer.",
      expected: "0 bytes",
      seen: `${second.bytes} bytes`,
    });
  }
  if (third.reused) {
    return wrong("After new cuts, the old answer came again: whoever asks for the truth must not reuse.", {
      praise: "The second question read nothing.",
      expected: "a question without reuse",
      seen: "0 bytes",
    });
  }
  return right(`The second question read nothing, the third one ${third.bytes} bytes.`);
}

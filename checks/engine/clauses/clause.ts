import { Decided, type Finding } from "../verdict";

/** One clause of a task's text, and a solution that breaks it and no other. */
export interface Clause<Solution> {
  /** Such as `7.3`. */
  readonly task: string;
  /** What the task's text asks. */
  readonly clause: string;
  /** The row, file or value in the data without which the mistake would not show. */
  readonly plant: string;
  /** What the wrong solution does. */
  readonly mistake: string;
  /** Where it differs from the right solution. */
  readonly wrong: Partial<Solution>;
  /** The whole message that it gets; `…` stands for what depends on the data. */
  readonly message: string;
}

/** What is written of a clause. */
export type ClauseText = Omit<Clause<never>, "wrong">;

/** Another solution that is right. */
export interface OtherWay<Solution> {
  /** What is done otherwise. */
  readonly name: string;
  readonly solution: Partial<Solution>;
}

/** The clauses of one step, and a cheap path to the verdict on any solution: no Spark, no Trino. */
export interface StepClauses<Solution extends object> {
  readonly step: number;
  readonly right: Solution;
  readonly others: readonly OtherWay<Solution>[];
  readonly clauses: readonly Clause<Solution>[];
  /** The tasks that are judged by the cheap path; the others with the real engines. */
  readonly tasks: readonly string[];
  /** How many seeds of fresh data the tests take. One where nothing of the verdict depends on the seed. */
  readonly seeds: number;
  /**
   * What the check says of a task.
   *
   * @param seed Makes the fresh data.
   */
  judge(solution: Solution, task: string, seed: number): Promise<Finding>;
}

/** Matches the messages that a clause wants. */
export function messagePattern({ message }: { readonly message: string }): RegExp {
  const parts = message.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".+")}$`, "s");
}

/** The finding with which a check ends, returned or thrown. */
export async function decided(check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof Decided) {
      return error.finding;
    }
    throw error;
  }
}

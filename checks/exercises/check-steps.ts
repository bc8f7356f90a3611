import { rawData } from "./01-raw-data";
import { schema } from "./02-schema";
import { preprocessing } from "./03-preprocessing";
import { judgement } from "./04-judgement";
import { evaluation } from "./05-evaluation";
import { parquet } from "./06-parquet";
import { questions } from "./07-questions";
import { Context, type ContextOptions } from "./context";
import { callerAccount, Lab } from "./lab";
import { Decided, type Finding, open, type Step, type Task, type TaskResult, wrong } from "./verdict";
import { blanksLeft } from "./work";

/** The seven steps in their order. */
export const steps: readonly Step<Context>[] = [
  rawData,
  schema,
  preprocessing,
  judgement,
  evaluation,
  parquet,
  questions,
];

export interface CheckOptions extends ContextOptions {
  /** The folder with the student's notebooks and scripts. */
  readonly folder: string;
  /** Such as `[3]`; all where it is missing. */
  readonly steps?: readonly number[];
}

/**
 * Checks the tasks of the given steps against the state in the AWS of the environment.
 *
 * @throws SetupBroken Where that AWS does not answer.
 */
export async function checkSteps(options: CheckOptions): Promise<TaskResult[]> {
  const lab = await Lab.open();
  const context = new Context(lab, options);
  const results: TaskResult[] = [];
  try {
    for (const step of steps.filter(({ number }) => options.steps?.includes(number) ?? true)) {
      const blanks = blanksLeft(options.folder, step);
      for (const task of step.tasks) {
        const blank = blanks.get(task.id);
        const finding = blank === undefined ? await findingOf(task, context) : open(blank);
        const { id, title, hint, strongerHint } = task;
        results.push({ task: id, title, finding, hint, strongerHint });
      }
    }
  } finally {
    await context.close().catch(async (error: unknown) => {
      await callerAccount();
      throw error;
    });
  }
  return results;
}

async function findingOf(task: Task<Context>, context: Context): Promise<Finding> {
  try {
    return await task.check(context);
  } catch (error) {
    if (error instanceof Decided) {
      return error.finding;
    }
    // a check that cannot go on: is the set-up broken, or what the student left?
    await callerAccount();
    return wrong(`What is there could not be looked at: ${(error as Error).message}`, {
      expected: "a state that can be read",
      seen: (error as Error).name,
    });
  }
}

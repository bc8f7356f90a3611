import { blanksLeft } from "./blanks";
import type { Context, ContextOptions } from "./context";
import { callerAccount, Lab } from "./lab/lab";
import { Decided, type Finding, open, type Task, type TaskResult, wrong } from "./verdict";
import { taskName, type Workshop } from "./workshop";

export interface CheckOptions extends ContextOptions {
  /** The folder with the student's notebooks and scripts. */
  readonly folder: string;
  /** Such as `[3]`; all where it is missing. */
  readonly steps?: readonly number[] | undefined;
}

/**
 * Checks the tasks of the given steps against the state in the AWS of the environment.
 *
 * @throws SetupBroken Where that AWS does not answer.
 */
export async function checkTasks(workshop: Workshop, options: CheckOptions): Promise<TaskResult[]> {
  const context = workshop.context(await Lab.open(workshop.names), options);
  const results: TaskResult[] = [];
  try {
    for (const step of workshop.steps.filter(({ number }) => options.steps?.includes(number) ?? true)) {
      const blanks = blanksLeft(options.folder, step);
      for (const task of step.tasks) {
        const blank = blanks.get(task.id);
        const finding = blank === undefined ? await findingOf(task, context) : open(blank);
        results.push(resultOf(workshop, task, finding));
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

/** What is found of a task, with what is said about it. */
export function resultOf(workshop: Pick<Workshop, "names">, task: Task<never>, finding: Finding): TaskResult {
  const { id, title, hint, strongerHint } = task;
  return { task: taskName(workshop, id), title, finding, hint, strongerHint };
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

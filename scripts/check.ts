import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { checkTasks } from "../checks/engine/check-tasks";
import { checkClass } from "../checks/engine/class/class";
import { solutionOf } from "../checks/engine/exercise-files";
import { resultsText, summary } from "../checks/engine/results-text";
import { runWork } from "../checks/engine/running/run-work";
import { askedBy, isAsked, type Selection, selectionOf } from "../checks/engine/selection";
import { exercisesFolder } from "../checks/engine/student/own-copies";
import { noteProgress } from "../checks/engine/student/progress";
import { writeStartPage } from "../checks/engine/student/start-page";
import { SetupBroken, type TaskResult } from "../checks/engine/verdict";
import { watchFolders } from "../checks/engine/watch";
import type { Workshop } from "../checks/engine/workshop";
import { workshops } from "../checks/workshops";
import { connect } from "../helpers/environment";
import { readArguments } from "../processes/arguments";
import { root } from "../processes/project";

const usage = `npm run check -- [WORKSHOP, STEP or TASK, such as quality, 3, quality/3 or 3.1 …] [--hint] [--watch] [--json] [--solution TASK] [--solutions] [--class FOLDER [--trust]]`;

const setupBroken = 2;

/**
 * `npm run check`: says of each task of the exercises whether it is right, wrong or not attempted yet.
 *
 * @returns 0 where all is right, 1 where something is wrong or open, 2 where the set-up is broken.
 */
async function main(): Promise<number> {
  const { values, positionals } = readArguments(
    {
      allowPositionals: true,
      options: {
        hint: { type: "boolean", default: false },
        watch: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        solution: { type: "string" },
        solutions: { type: "boolean", default: false },
        class: { type: "string" },
        trust: { type: "boolean", default: false },
        folder: { type: "string" },
      },
    },
    usage,
  );
  refuseTogether(values, positionals);
  const asked = withUsage(() => positionals.map((word) => askedBy(workshops, word)));
  const selections = selectionOf(workshops, asked);
  const areAsked = (results: readonly TaskResult[]): TaskResult[] => results.filter((result) => isAsked(asked, result));
  if (values.class !== undefined) {
    mustBeFolder(values.class);
    return (await checkClass(resolve(values.class), workshops, values.trust)) ? 0 : 1;
  }
  if (values.solutions) {
    const results = areAsked(await checkSolutions(selections));
    report(results, values);
    return isAllRight(results) ? 0 : 1;
  }
  const folderOf = (workshop: Workshop): string => resolve(values.folder ?? exercisesFolder(workshop));
  for (const { workshop } of selections) {
    mustBeFolder(folderOf(workshop));
  }
  const check = async (chosen: readonly Selection[]): Promise<TaskResult[]> => {
    if (connect() === undefined) {
      throw new SetupBroken(
        "No embedded AWS runs on this machine. This is no mistake of yours: start the lab with `npm start`, then check again.",
      );
    }
    const results: TaskResult[] = [];
    for (const { workshop, steps } of chosen) {
      results.push(...(await checkTasks(workshop, { folder: folderOf(workshop), steps })));
    }
    noteProgress(results);
    writeStartPage(workshops);
    return results;
  };
  if (values.solution !== undefined) {
    return showSolution(values.solution, check);
  }
  if (values.watch) {
    // a step that was saved is shown whole, whatever was asked at first
    await watchFolders(selections, folderOf, async (chosen) => {
      const results = await check(chosen);
      report(chosen === selections ? areAsked(results) : results, values);
    });
    return 0;
  }
  const results = areAsked(await check(selections));
  report(results, values);
  return isAllRight(results) ? 0 : 1;
}

/** Options that would be passed over. */
function refuseTogether(values: Readonly<Record<string, unknown>>, positionals: readonly string[]): void {
  const modes = ["class", "solutions", "solution", "watch"].filter((name) => values[name]);
  if (modes.length > 1) {
    throw new Error(`--${modes[0]} and --${modes[1]} do not go together. Usage: ${usage}`);
  }
  if (values.trust && values.class === undefined) {
    throw new Error(`--trust is for --class. Usage: ${usage}`);
  }
  if (positionals.length > 0 && (values.class !== undefined || values.solution !== undefined)) {
    throw new Error(`--${modes[0]} takes no ${positionals[0]} beside it. Usage: ${usage}`);
  }
}

function mustBeFolder(path: string): void {
  if (!existsSync(path) || !statSync(path).isDirectory()) {
    throw new Error(`There is no folder ${resolve(path)}.`);
  }
}

function report(results: readonly TaskResult[], options: { readonly json?: boolean; readonly hint?: boolean }): void {
  if (options.json) {
    const tasks = results.map(({ strongerHint, ...result }) => (options.hint ? { ...result, strongerHint } : result));
    console.log(JSON.stringify({ summary: summary(results), tasks }, undefined, 1));
  } else {
    console.log(resultsText(results, options.hint ?? false));
  }
}

function isAllRight(results: readonly TaskResult[]): boolean {
  return results.length > 0 && results.every(({ finding }) => finding.state === "right");
}

/** The solution is shown by name, and only to who has tried. */
async function showSolution(
  word: string,
  check: (chosen: readonly Selection[]) => Promise<TaskResult[]>,
): Promise<number> {
  const { workshop, step, task } = withUsage(() => askedBy(workshops, word));
  if (step === undefined || task === undefined) {
    throw new Error(`--solution shows one task's, such as 3.1. Usage: ${usage}`);
  }
  const result = (await check([{ workshop, steps: [step] }])).find((one) => one.task === task);
  if (result?.finding.state === "open") {
    console.log(
      `Task ${task} is not attempted yet. Try it first; \`npm run check -- ${task.split(".")[0]} --hint\` helps.\n${result.finding.message}`,
    );
    return 1;
  }
  console.log(solutionOf(workshop, task.slice(task.indexOf("/") + 1)));
  return 0;
}

/** Runs the solutions' notebooks, each workshop in an embedded AWS of its own. */
async function checkSolutions(selections: readonly Selection[]): Promise<TaskResult[]> {
  const all: TaskResult[] = [];
  for (const { workshop, steps } of selections) {
    const folder = join(root, "solutions", workshop.names.slug);
    const { results, failure } = await runWork({ workshop, folder, steps, chained: true });
    if (failure !== undefined) {
      throw new SetupBroken(failure);
    }
    all.push(...results);
  }
  return all;
}

function withUsage<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new Error(`${(error as Error).message} Usage: ${usage}`);
  }
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  // so that what has to be removed at the end is; who watches ends it so
  process.on(signal, () => process.exit(process.argv.includes("--watch") ? 0 : 130));
}

main()
  .then((code) => process.exit(code))
  .catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    if (process.argv.includes("--json")) {
      console.log(JSON.stringify({ setup: message }));
    } else {
      console.error(error instanceof SetupBroken ? `The set-up does not work: ${message}` : message);
    }
    process.exit(setupBroken);
  });

import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { checkSteps, steps } from "../checks/exercises/check-steps";
import { SetupBroken, type TaskResult } from "../checks/exercises/verdict";
import { connect } from "../helpers/environment";
import { readArguments } from "../processes/arguments";
import { checkClass } from "./check/class";
import { solutionOf } from "./check/exercise-files";
import { noteProgress } from "./check/progress-file";
import { resultsText, summary } from "./check/show";
import { watchFolder } from "./check/watch";
import { checkWork } from "./check/work";
import { root } from "./environment";

const usage = `npm run check -- [STEP or TASK …] [--hint] [--watch] [--json] [--solution TASK] [--solutions] [--class FOLDER [--trust]]`;

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
        folder: { type: "string", default: join(root, "exercises") },
      },
    },
    usage,
  );
  refuseTogether(values, positionals);
  const chosen = positionals.length > 0 ? [...new Set(positionals.map(stepOf))] : undefined;
  const isAsked = ({ task }: TaskResult): boolean =>
    positionals.length === 0 || positionals.some((asked) => asked === task || asked === task.split(".")[0]);
  if (values.class !== undefined) {
    mustBeFolder(values.class);
    return (await checkClass(resolve(values.class), values.trust)) ? 0 : 1;
  }
  if (values.solutions) {
    const { results, failure } = await checkWork({ folder: join(root, "solutions"), steps: chosen, chained: true });
    if (failure !== undefined) {
      throw new SetupBroken(failure);
    }
    const asked = results.filter(isAsked);
    report(asked, values);
    return isAllRight(asked) ? 0 : 1;
  }
  mustBeFolder(values.folder);
  const folder = resolve(values.folder);
  const check = async (only: readonly number[] | undefined): Promise<TaskResult[]> => {
    if (connect() === undefined) {
      throw new SetupBroken(
        "No embedded AWS runs on this machine. This is no mistake of yours: start the lab with `npm start`, then check again.",
      );
    }
    const results = await checkSteps({ folder, steps: only });
    noteProgress(results);
    // a step that was saved while it watches is shown whole, whatever was asked at first
    return only === chosen ? results.filter(isAsked) : results;
  };
  if (values.solution !== undefined) {
    return showSolution(values.solution, await check([stepOf(values.solution)]));
  }
  if (values.watch) {
    await watchFolder(folder, async (step) => report(await check(step === undefined ? chosen : [step]), values));
    return 0;
  }
  const results = await check(chosen);
  report(results, values);
  return isAllRight(results) ? 0 : 1;
}

/** The step that a number (`3`) or the id of a task (`3.1`) means. */
function stepOf(text: string): number {
  const step = steps.find(({ number, tasks }) => text === String(number) || tasks.some(({ id }) => id === text));
  if (step === undefined) {
    const ofStep = steps.find(({ number }) => text.startsWith(`${number}.`));
    const tasks = ofStep ? `Step ${ofStep.number} has ${ofStep.tasks.map(({ id }) => id).join(", ")}. ` : "";
    throw new Error(`There is no exercise ${text}. ${tasks}Usage: ${usage}`);
  }
  return step.number;
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
function showSolution(task: string, results: readonly TaskResult[]): number {
  const result = results.find((one) => one.task === task);
  if (result === undefined) {
    throw new Error(`There is no task ${task}.`);
  }
  if (result.finding.state === "open") {
    console.log(
      `Task ${task} is not attempted yet. Try it first; \`npm run check -- ${task[0]} --hint\` helps.\n${result.finding.message}`,
    );
    return 1;
  }
  console.log(solutionOf(task));
  return 0;
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

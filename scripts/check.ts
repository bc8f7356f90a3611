import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkSteps, steps } from "../checks/exercises/check-steps";
import { SetupBroken, type TaskResult } from "../checks/exercises/verdict";
import { connect } from "../helpers/environment";
import { checkClass } from "./check/class";
import { solutionOf } from "./check/exercise-files";
import { noteProgress } from "./check/progress-file";
import { resultsText, summary } from "./check/show";
import { watchFolder } from "./check/watch";
import { checkWork } from "./check/work";
import { root } from "./environment";

const usage = `npm run check -- [STEP …] [--hint] [--watch] [--json] [--solution TASK] [--solutions] [--class FOLDER [--trust]]`;

const setupBroken = 2;

/**
 * `npm run check`: says of each task of the exercises whether it is right, wrong or not attempted yet.
 *
 * @returns 0 where all is right, 1 where something is wrong or open, 2 where the set-up is broken.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
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
  });
  const numbers = positionals.map(Number);
  const unknown = positionals.find((_text, index) => !steps.some(({ number }) => number === numbers[index]));
  if (unknown !== undefined) {
    throw new Error(`There is no exercise ${unknown}. Usage: ${usage}`);
  }
  const chosen = numbers.length > 0 ? numbers : undefined;
  if (values.class !== undefined) {
    return (await checkClass(resolve(values.class), values.trust)) ? 0 : 1;
  }
  if (values.solutions) {
    const { results, failure } = await checkWork({ folder: join(root, "solutions"), steps: chosen, chained: true });
    if (failure !== undefined) {
      throw new SetupBroken(failure);
    }
    report(results, values);
    return isAllRight(results) ? 0 : 1;
  }
  const folder = resolve(values.folder);
  const check = async (only: readonly number[] | undefined): Promise<TaskResult[]> => {
    if (connect() === undefined) {
      throw new SetupBroken(
        "No embedded AWS runs on this machine. This is no mistake of yours: start the lab with `npm start`, then check again.",
      );
    }
    const results = await checkSteps({ folder, steps: only });
    noteProgress(results);
    return results;
  };
  if (values.solution !== undefined) {
    return showSolution(values.solution, await check([Number(values.solution[0])]));
  }
  if (values.watch) {
    await watchFolder(folder, async (step) => report(await check(step === undefined ? chosen : [step]), values));
    return 0;
  }
  const results = await check(chosen);
  report(results, values);
  return isAllRight(results) ? 0 : 1;
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

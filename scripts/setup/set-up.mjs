import { makeArchives } from "./archives.mjs";
import { compileSources } from "./compile.mjs";
import { movedFrom, writeInstallation } from "./engines.mjs";
import { messageOf } from "./errors.mjs";
import { glueLocks, installGlueModules } from "./glue-modules.mjs";
import { installJupyter } from "./jupyter.mjs";
import { checkMachine, SetupError } from "./machine.mjs";
import { installSparkJars, installTrino, sparkBytesToFetch, trinoBytesToFetch } from "./maven.mjs";
import { areNodePackagesFetched, installNodePackages } from "./node-packages.mjs";
import { cache } from "./paths.mjs";
import { areWheelsFetched, installPython, locks } from "./python.mjs";
import { endRunning } from "./run.mjs";
import { say } from "./say.mjs";
import { isUpToDate, markDone, markFailed } from "./stamps.mjs";
import { workshopSteps } from "./workshops.mjs";

/**
 * @typedef {object} StepWork
 * @property {string} title
 * @property {() => number} [toFetch] How many bytes of what it downloads may be missing in the cache, where it is kept.
 * @property {number} [bytes] What it downloads in all, where it lays that out a second time.
 * @property {() => Promise<void> | void} run
 * @property {import("./stamps.mjs").StepName[]} [after] It is done again after one of these was.
 * @property {import("./stamps.mjs").StepName[]} [needs] Waits for these as well.
 * @property {boolean} [savesTime]
 */

/** @typedef {import("./stamps.mjs").Stamped & StepWork} Step */

/**
 * Each has a fingerprint of what it depends on and is passed over while that stays the same. Those that do not wait for
 * each other are done at the same time. One that only saves time may fail: all works without, and `npm run setup` tries
 * again.
 *
 * @type {Step[]}
 */
const steps = [
  {
    name: "node-packages",
    title: "Node packages",
    bytes: 230e6,
    toFetch: () => (areNodePackagesFetched() ? 0 : 230e6),
    run: installNodePackages,
  },
  {
    name: "python",
    title: "Python packages (JupyterLab, Spark, Java)",
    bytes: 590e6,
    toFetch: () => (areWheelsFetched(locks) ? 0 : 590e6),
    run: installPython,
  },
  {
    name: "glue-modules",
    title: "Python modules that Glue provides to jobs",
    bytes: 190e6,
    toFetch: () => (areWheelsFetched(glueLocks) ? 0 : 190e6),
    run: installGlueModules,
    after: ["python"],
  },
  // Spark knows where jars are fetched from
  { name: "trino", title: "Trino", toFetch: trinoBytesToFetch, run: installTrino, needs: ["python"] },
  {
    name: "spark-jars",
    title: "Spark's Avro and PostgreSQL",
    toFetch: sparkBytesToFetch,
    run: installSparkJars,
    needs: ["python"],
  },
  { name: "jupyter", title: "The TypeScript kernel and JupyterLab's settings", run: installJupyter, after: ["python"] },
  {
    name: "compile",
    title: "Compiled helpers and embedded AWS",
    run: compileSources,
    after: ["python"],
    needs: ["node-packages"],
  },
  {
    name: "installation",
    title: "Where the engines are",
    run: writeInstallation,
    after: ["python"],
    // which asks where this folder was
    needs: ["jupyter"],
  },
  {
    name: "archives",
    title: "Class archives (a quicker start of Spark and Trino)",
    run: makeArchives,
    after: ["python", "trino", "spark-jars"],
    needs: ["compile", "installation"],
    savesTime: true,
  },
];

/**
 * Does what of the set-up is not done yet. Ends this process, with a sentence, where that is not possible.
 *
 * @param {{ onlyIfNeeded: boolean, workshops?: string[] }} options Leaves out what failed before and is not needed; does
 *   what these workshops alone need as well.
 */
export async function setUp({ onlyIfNeeded, workshops = [] }) {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) {
    process.on(signal, stop);
  }
  try {
    await doSteps(stepsToDo([...steps, ...(await workshopSteps(workshops))], onlyIfNeeded));
  } catch (error) {
    console.error(`\n${error instanceof Error && !(error instanceof SetupError) ? error.stack : messageOf(error)}`);
    process.exit(1);
  }
  for (const signal of signals) {
    process.off(signal, stop);
  }
}

function stop() {
  endRunning();
  console.error("\nThe set-up was stopped. Run the same command again: it goes on with the step that was not done.");
  process.exit(130);
}

/**
 * @param {Step[]} all
 * @param {boolean} onlyIfNeeded
 */
function stepsToDo(all, onlyIfNeeded) {
  /** @type {Step[]} */
  const todo = [];
  for (const step of all) {
    if (!isUpToDate(step, onlyIfNeeded) || step.after?.some((name) => todo.some((other) => other.name === name))) {
      todo.push(step);
    }
  }
  return todo;
}

/** @param {Step[]} todo */
async function doSteps(todo) {
  if (todo.length === 0) {
    return;
  }
  checkMachine(
    todo.some(({ name }) => name === "python"),
    () => todo.reduce((sum, { bytes, toFetch = () => 0 }) => sum + toFetch() + 2 * (bytes ?? toFetch()), 0),
  );
  const before = movedFrom();
  if (before !== undefined) {
    say(`This folder was moved or copied from ${before}: set-up puts its paths right.`);
  }
  sayDownloads(todo);
  /** @type {Map<string, Promise<void>>} */
  const begun = new Map();
  for (const [index, step] of todo.entries()) {
    // what a workshop alone needs may be built on anything before it
    const waitsFor = "inputs" in step ? [...begun.keys()] : [...(step.after ?? []), ...(step.needs ?? [])];
    const ready = Promise.all(waitsFor.map((name) => begun.get(name)));
    begun.set(
      step.name,
      ready.then(() => doStep(step, `[${index + 1}/${todo.length}] ${step.title}`)),
    );
  }
  await Promise.all(begun.values());
}

/**
 * What a step lacks in the cache is known, or else told as the most that it may be.
 *
 * @param {Step[]} todo
 */
function sayDownloads(todo) {
  const fetching = todo.flatMap(({ title, toFetch }) => (toFetch === undefined ? [] : [{ title, bytes: toFetch() }]));
  const lacking = fetching.filter(({ bytes }) => bytes > 0);
  if (lacking.length > 0) {
    const bytes = lacking.reduce((sum, step) => sum + step.bytes, 0);
    const parts = lacking.map((step) => `${step.title} ${megabytes(step.bytes)}`);
    say(`Set-up downloads at most ${megabytes(bytes)}: ${parts.join("; ")}.`);
    say(`It keeps them in ${cache} and fetches nothing twice.`);
  } else if (fetching.length > 0) {
    say(`Set-up downloads nothing: all that it needs is in ${cache}.`);
  }
}

/**
 * @param {Step} step
 * @param {string} headline
 */
async function doStep(step, headline) {
  const started = Date.now();
  say(`${headline} …`);
  try {
    await step.run();
    markDone(step);
  } catch (error) {
    if (!step.savesTime) {
      throw error;
    }
    markFailed(step);
    const why = error instanceof Error && "log" in error ? error.log : messageOf(error);
    say(`${headline}: not done; all works without, only slower. Why: ${why}`);
    return;
  }
  say(`${headline}: done in ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

/** @param {number} bytes */
function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { archiveInputs } from "./archives.mjs";
import { jobModules } from "./compile.mjs";
import { glueLocks } from "./glue-modules.mjs";
import {
  archives,
  installation,
  python,
  pythonShellModules,
  root,
  setupDir,
  sparkJars,
  trinoHome,
  venv,
} from "./paths.mjs";
import { isVenvOfNamedPython, locks } from "./python.mjs";

const nodeMajor = String(process.versions.node.split(".")[0]);
const sourceFolders = ["helpers", "local-aws", "processes", "checks", "datasets", "glue-scripts", "scripts", "tests"];

/** @typedef {keyof typeof outputs} StepName */

/**
 * A step as its stamp knows it: one of the core by its name, one of a workshop with what it depends on and what must be
 * there once it is done.
 *
 * @typedef {{ name: StepName } | { name: string, inputs: () => (string | Buffer)[], output: string }} Stamped
 */

/**
 * What each step depends on, and what must be there once it is done.
 *
 * @type {Record<StepName, () => (string | Buffer)[]>}
 */
const inputs = {
  "node-packages": () => [readFile("package-lock.json"), nodeMajor],
  python: () => locks.map(({ file }) => readFile(file)),
  "glue-modules": () => [environment(), ...glueLocks.map(({ file }) => readFile(file))],
  trino: () => [readFile("local-aws/engines/trino/trino.lock.json")],
  "spark-jars": () => [readFile("local-aws/engines/spark/spark.lock.json")],
  jupyter: () => [root, environment(), readFile("scripts/setup/jupyter.mjs"), process.execPath],
  compile: () => [readFile("package-lock.json"), readFile("tsconfig.json"), sources()],
  installation: () => [root, environment(), readFile("scripts/setup/engines.mjs")],
  archives: archiveInputs,
};

const outputs = {
  "node-packages": join(root, "node_modules", ".package-lock.json"),
  python,
  "glue-modules": pythonShellModules,
  trino: trinoHome,
  "spark-jars": sparkJars,
  jupyter: join(root, ".venv", "share", "jupyter", "kernels", "tslab", "kernel.json"),
  compile: join(root, "dist", "local-aws", "main.js"),
  installation,
  archives,
};

/**
 * Whether a step's result is there and nothing that it depends on has changed.
 *
 * @param {Stamped} step
 * @param {boolean} orFailed Whether one that failed, with what it depends on now, counts as well.
 */
export function isUpToDate(step, orFailed) {
  const stamp = existsSync(stampFile(step)) ? readFileSync(stampFile(step), "utf8") : "";
  const now = fingerprint(step);
  if (orFailed && stamp === failed(now)) {
    return true;
  }
  return stamp === now && existsSync(outputOf(step)) && (step.name !== "python" || isVenvOfNamedPython());
}

/**
 * Notes that a step was done with what it depends on now.
 *
 * @param {Stamped} step
 */
export function markDone(step) {
  writeStamp(step, fingerprint(step));
}

/**
 * Notes that a step failed with what it depends on now.
 *
 * @param {Stamped} step
 */
export function markFailed(step) {
  writeStamp(step, failed(fingerprint(step)));
}

/** @param {string} print */
function failed(print) {
  return `failed ${print}`;
}

/**
 * @param {Stamped} step
 * @param {string} text
 */
function writeStamp(step, text) {
  mkdirSync(setupDir, { recursive: true });
  writeFileSync(`${stampFile(step)}.tmp`, text);
  renameSync(`${stampFile(step)}.tmp`, stampFile(step));
}

/** @param {Stamped} step */
function stampFile(step) {
  return join(setupDir, `${step.name}.done`);
}

/** @param {Stamped} step */
function fingerprint(step) {
  const hash = createHash("sha256");
  for (const input of "inputs" in step ? step.inputs() : inputs[step.name]()) {
    hash.update(input).update("\0");
  }
  return hash.digest("hex");
}

/** @param {Stamped} step */
function outputOf(step) {
  return "output" in step ? step.output : outputs[step.name];
}

/** @param {string} path */
function readFile(path) {
  return readFileSync(join(root, path));
}

/** With which Python `.venv` was made. */
function environment() {
  const file = join(venv, "pyvenv.cfg");
  return existsSync(file) ? readFileSync(file) : "";
}

/** Path, size and time of every source that is compiled: quicker than reading them. */
function sources() {
  const lines = [];
  for (const folder of sourceFolders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      const isJobModule = entry.endsWith(".py") && join(folder, entry).startsWith(jobModules);
      if (entry.endsWith(".ts") || isJobModule) {
        const { size, mtimeMs } = statSync(join(root, folder, entry));
        lines.push(`${folder}/${entry} ${size} ${mtimeMs}`);
      }
    }
  }
  return lines.sort().join("\n");
}

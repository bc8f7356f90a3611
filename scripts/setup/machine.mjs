import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { cache, root } from "./paths.mjs";

/** A fault of the machine or the network: said in a sentence, without a stack. */
export class SetupError extends Error {}

/**
 * Checks that the machine can hold and run the lab.
 *
 * @param {boolean} needsPython Whether an environment for Python has to be made.
 * @param {() => number} bytes How much room it takes. Asked where Node and Python will do.
 */
export function checkMachine(needsPython, bytes) {
  if (process.platform === "win32") {
    throw new SetupError(
      "Spark and Trino do not run on Windows itself. Install WSL 2 (`wsl --install` in PowerShell), then clone and start the lab inside it.",
    );
  }
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new SetupError(
      `Node ${process.versions.node} is too old: the lab needs Node 20.19 or later. Install the LTS version from nodejs.org.`,
    );
  }
  if (needsPython) {
    findPython();
  }
  if (root.includes(":")) {
    throw new SetupError(`The path ${root} has a colon, at which Java would cut it. Rename or move the folder.`);
  }
  fs.mkdirSync(cache, { recursive: true });
  const needed = bytes();
  for (const folder of [root, cache]) {
    const { bavail, bsize } = fs.statfsSync(folder);
    if (bavail * bsize < needed) {
      throw new SetupError(
        `The disk of ${folder} has ${Math.round((bavail * bsize) / 1e6)} MB free; set-up needs about ${Math.round(needed / 1e6)} MB. Free some, or name another folder for downloads with LAB_CACHE.`,
      );
    }
  }
}

/** The Pythons for which the locks `requirements*.txt` are made; tests/clients/test_locks.py resolves them for each. */
export const pythons = ["3.10", "3.11", "3.12", "3.13", "3.14"];

const wanted = `the lab needs Python ${pythons[0]} to ${pythons.at(-1)}`;
const remedy =
  "Install one from python.org or with your system's packages, and name it with LAB_PYTHON where it is not python3.";

/**
 * Finds a Python that can make virtual environments: the one that `LAB_PYTHON` names, else the first that will do.
 *
 * @returns {string} The command.
 */
export function findPython() {
  const named = process.env.LAB_PYTHON;
  const commands = named
    ? [named]
    : ["python3", "python", ...pythons.toReversed().map((version) => `python${version}`)];
  let complaint;
  for (const command of commands) {
    const version = versionOf(command);
    const fault = version === undefined ? undefined : faultOf(command, version);
    if (version !== undefined && fault === undefined) {
      return command;
    }
    complaint ??= fault;
  }
  if (named && complaint === undefined) {
    throw new SetupError(
      `LAB_PYTHON names ${named}, and no Python starts there: ${wanted}. Name the program itself, such as /usr/bin/python3.11.`,
    );
  }
  throw new SetupError(complaint ?? `Python was not found: ${wanted}. ${remedy}`);
}

/**
 * @param {string} command
 * @returns {string | undefined} Its whole version, such as `3.11.2`; undefined where it does not start.
 */
export function versionOf(command) {
  const program = "import sys; print('%d.%d.%d' % sys.version_info[:3])";
  const { status, stdout } = spawnSync(command, ["-c", program], { encoding: "utf8", cwd: root });
  const version = stdout?.trim() ?? "";
  return status === 0 && /^\d+\.\d+\.\d+$/.test(version) ? version : undefined;
}

/**
 * @param {string} command
 * @param {string} version
 */
function faultOf(command, version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const feature = `${major}.${minor}`;
  if (!pythons.includes(feature)) {
    const isOld = major < 3 || (major === 3 && minor < Number(pythons[0]?.split(".")[1]));
    return `Python ${version} is too ${isOld ? "old" : "new"}: ${wanted}. ${remedy}`;
  }
  if (spawnSync(command, ["-c", "import venv, ensurepip"], { cwd: root }).status !== 0) {
    return `Python ${version} is here, but not its venv module. On Debian or Ubuntu: sudo apt install python${feature}-venv`;
  }
  return undefined;
}

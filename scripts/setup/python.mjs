import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isFetched, markFetched } from "./fetched.mjs";
import { findPython, versionOf } from "./machine.mjs";
import { cache, python, trinoJavaPackages, venv } from "./paths.mjs";
import { run } from "./run.mjs";

/** The locks that are installed, and where those go that need a folder of their own. */
export const locks = [{ file: "requirements.txt" }, { file: "requirements-trino.txt", folder: trinoJavaPackages }];

const wheels = join(cache, "wheels");

/** Is there while packages are installed. */
const unfinished = join(venv, "unfinished");

/** Makes `.venv` and installs the pinned packages from wheels that are kept in the cache. */
export async function installPython() {
  if (!isVenvWhole() || !isVenvOfNamedPython()) {
    rmSync(venv, { recursive: true, force: true });
    mkdirSync(venv);
    writeFileSync(unfinished, "");
    await run("python-venv", findPython(), ["-m", "venv", venv]);
  }
  writeFileSync(unfinished, "");
  for (const { file, folder } of locks) {
    if (folder !== undefined) {
      rmSync(folder, { recursive: true, force: true });
    }
    await installLock(file, folder === undefined ? [] : ["--target", folder]);
  }
  rmSync(unfinished);
}

/** Whether `.venv` was made with the Python that `LAB_PYTHON` names, where it names one. */
export function isVenvOfNamedPython() {
  const named = process.env.LAB_PYTHON;
  if (!named) {
    return true;
  }
  const configuration = join(venv, "pyvenv.cfg");
  const made = existsSync(configuration)
    ? /^version = (\S+)/m.exec(readFileSync(configuration, "utf8"))?.[1]
    : undefined;
  // what does not start is told when it is needed
  return made !== undefined && made === versionOf(named);
}

/** Where an installation was broken off, pip may take half a package for a whole one. */
function isVenvWhole() {
  return existsSync(python) && !existsSync(unfinished);
}

/**
 * Installs what a lock names, from wheels that are kept in the cache.
 *
 * @param {string} requirements The lock.
 * @param {string[]} options Further ones of `pip install`. `--no-deps` holds for the fetching, too.
 */
export async function installLock(requirements, options) {
  mkdirSync(wheels, { recursive: true });
  const pip = ["-m", "pip", "--disable-pip-version-check"];
  // Python compiles a module when it is first imported; most never are
  const fromCache = [
    ...pip,
    // a user's settings of pip (such as `user` or `target`) are for fetching only
    "--isolated",
    "install",
    "--no-compile",
    "--no-index",
    "--find-links",
    wheels,
    "-r",
    requirements,
    ...options,
  ];
  try {
    await run("python-packages", python, fromCache);
  } catch {
    // a wheel is missing: fetch (and, for pyspark, pack) all of them, then install as before
    const fetched = ["-r", requirements, ...options.filter((option) => option === "--no-deps")];
    await run("python-wheels", python, [...pip, "wheel", "--find-links", wheels, "-w", wheels, ...fetched]);
    await run("python-packages", python, fromCache);
  }
  markFetched(wheels, requirements, versionOf(python) ?? "");
}

/**
 * Whether every wheel that some locks name is in the cache, for the Python that will be used.
 *
 * @param {{ readonly file: string }[]} requirements
 */
export function areWheelsFetched(requirements) {
  const version = versionOf(existsSync(python) && isVenvOfNamedPython() ? python : findPython()) ?? "";
  return requirements.every(({ file }) => isFetched(wheels, file, version));
}

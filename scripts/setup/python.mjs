import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isFetched, markFetched } from "./fetched.mjs";
import { findPython, versionOf } from "./machine.mjs";
import { cache, python, setupDir, trinoJavaPackages, uv, venv } from "./paths.mjs";
import { run } from "./run.mjs";

/** The locks that are installed, uv's first, and where those go that need a folder of their own. */
export const locks = [
  { file: "requirements-uv.txt" },
  { file: "requirements.txt" },
  { file: "requirements-trino.txt", folder: trinoJavaPackages },
];

const wheels = join(cache, "wheels");

/**
 * What jobs, notebooks and JupyterLab import: compiled at once, as jobs write no compiled modules, and some machines let no
 * Python write any. Each import compiled it anew: 0.6 s of a job.
 */
const startedOften = [
  ...["functions", "types", "window"].map((name) => `pyspark.sql.${name}`),
  ...["pyspark.daemon", "pyspark.worker", "nbclient", "nbconvert", "jupyterlab.labapp", "moto.server"],
];

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
  const compile = `import sys; sys.dont_write_bytecode = False; import ${startedOften.join(", ")}`;
  await run("python-compiled", python, ["-c", compile]);
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

const pip = ["-m", "pip", "--disable-pip-version-check"];

/**
 * Installs what a lock names, from wheels that are kept in the cache.
 *
 * @param {string} requirements The lock.
 * @param {string[]} options Further ones of `pip install`. `--no-deps` holds for the fetching, too.
 * @param {string} target The Python of the environment, made with the same one as `.venv`.
 */
export async function installLock(requirements, options, target = python) {
  mkdirSync(wheels, { recursive: true });
  try {
    await installFromCache(requirements, options, target);
  } catch {
    // a wheel is missing: fetch (and, for pyspark, pack) all of them, then install as before
    const fetched = ["-r", requirements, ...options.filter((option) => option === "--no-deps")];
    await run("python-wheels", python, [...pip, "wheel", "--find-links", wheels, "-w", wheels, ...fetched]);
    await installFromCache(requirements, options, target);
  }
  markFetched(wheels, requirements, versionOf(python) ?? "");
}

/**
 * With uv, which needs less than half of pip's time, and with pip where uv is not there yet. Neither obeys a user's settings here
 * (such as pip's `user` or `target`): those are for fetching only. What is imported often is compiled
 * afterwards; most modules never are.
 *
 * @param {string} requirements
 * @param {string[]} options
 * @param {string} target
 */
async function installFromCache(requirements, options, target) {
  const packages = ["--no-index", "--find-links", wheels, "-r", requirements, ...options];
  if (!existsSync(uv)) {
    // an old pip does not know the option, and needs it for no environment of its own
    const elsewhere = target === python ? [] : ["--python", target];
    await run("python-packages", python, [...pip, ...elsewhere, "--isolated", "install", "--no-compile", ...packages]);
    return;
  }
  // beside the packages, so that they are moved rather than copied
  const unpacked = join(setupDir, "unpacked");
  const own = ["--no-config", "--cache-dir", unpacked, "--python", target];
  await run("python-packages", uv, ["pip", "install", ...own, ...packages]).finally(() =>
    rmSync(unpacked, { recursive: true, force: true }),
  );
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

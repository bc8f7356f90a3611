import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findPython } from "./machine.mjs";
import { cache, python, trinoJavaPackages, venv } from "./paths.mjs";
import { run } from "./run.mjs";

/** Makes `.venv` and installs the pinned packages from wheels that are kept in the cache. */
export async function installPython() {
  if (!existsSync(python)) {
    await run("python-venv", findPython(), ["-m", "venv", venv]);
  }
  const wheels = join(cache, "wheels");
  mkdirSync(wheels, { recursive: true });
  await install(wheels, "requirements.txt", []);
  rmSync(trinoJavaPackages, { recursive: true, force: true });
  await install(wheels, "requirements-trino.txt", ["--target", trinoJavaPackages]);
}

async function install(wheels, requirements, options) {
  const pip = ["-m", "pip", "--disable-pip-version-check"];
  // Python compiles a module when it is first imported; most never are
  const fromCache = [
    ...pip,
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
    await run("python-wheels", python, [...pip, "wheel", "--find-links", wheels, "-w", wheels, "-r", requirements]);
    await run("python-packages", python, fromCache);
  }
}

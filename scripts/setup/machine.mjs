import { spawnSync } from "node:child_process";
import { mkdirSync, statfsSync } from "node:fs";
import { cache, root } from "./paths.mjs";

/** A fault of the machine or the network: said in a sentence, without a stack. */
export class SetupError extends Error {}

/**
 * Checks that the machine can hold and run the lab.
 *
 * @param {number} bytes How much will be downloaded. Installed, it takes about three times as much.
 */
export function checkMachine(bytes) {
  if (process.platform === "win32") {
    throw new SetupError(
      "Spark and Trino do not run on Windows itself. Install WSL 2 (`wsl --install` in PowerShell), then clone and start the lab inside it.",
    );
  }
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new SetupError(
      `Node ${process.versions.node} is too old: the lab needs Node 20.19 or later. Install the LTS version from nodejs.org.`,
    );
  }
  findPython();
  mkdirSync(cache, { recursive: true });
  for (const folder of [root, cache]) {
    const { bavail, bsize } = statfsSync(folder);
    const needed = bytes * 3;
    if (bavail * bsize < needed) {
      throw new SetupError(
        `The disk of ${folder} has ${Math.round((bavail * bsize) / 1e6)} MB free; set-up needs about ${Math.round(needed / 1e6)} MB. Free some, or name another folder for downloads with LAB_CACHE.`,
      );
    }
  }
}

/**
 * Finds a Python that can make virtual environments.
 *
 * @returns {string} The command.
 */
export function findPython() {
  const found = [];
  for (const command of [process.env.LAB_PYTHON, "python3", "python"].filter(Boolean)) {
    const probe = spawnSync(command, ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"], { encoding: "utf8" });
    if (probe.status !== 0) {
      continue;
    }
    const version = probe.stdout.trim();
    found.push(version);
    const [major, minor] = version.split(".").map(Number);
    if (major !== 3 || minor < 10) {
      continue;
    }
    if (spawnSync(command, ["-c", "import venv, ensurepip"]).status !== 0) {
      throw new SetupError(
        `Python ${version} is here, but not its venv module. On Debian or Ubuntu: sudo apt install python${version}-venv`,
      );
    }
    return command;
  }
  throw new SetupError(
    found.length > 0
      ? `Python ${found[0]} is too old: the lab needs Python 3.10 or later. Install one from python.org, or name it with LAB_PYTHON.`
      : "Python was not found. Install Python 3.10 or later from python.org, or name it with LAB_PYTHON.",
  );
}

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isFetched, markFetched } from "./fetched.mjs";
import { cache } from "./paths.mjs";
import { run } from "./run.mjs";

/** The registry from which the cache was filled; npm finds nothing there under the name of another. */
const registryFile = join(cache, "npm-registry");

const npmCache = join(cache, "npm");
const lock = "package-lock.json";

/** Whether every package that the lock names is in the cache. */
export function areNodePackagesFetched() {
  return existsSync(registryFile) && isFetched(npmCache, lock, process.versions.node);
}

/** Installs what `package-lock.json` names. No install script runs: all native parts come inside the packages. */
export async function installNodePackages() {
  if (existsSync(registryFile)) {
    try {
      await install(["--offline", `--registry=${readFileSync(registryFile, "utf8")}`]);
      markFetched(npmCache, lock, process.versions.node);
      return;
    } catch {
      // a package is missing in the cache
    }
  }
  await install([
    "--prefer-offline",
    // without a network, say so after seconds rather than after minutes
    "--fetch-retry-mintimeout=2000",
    "--fetch-retry-maxtimeout=10000",
  ]);
  const { stdout } = spawnSync("npm", ["config", "get", "registry"], { encoding: "utf8" });
  writeFileSync(registryFile, stdout.trim());
  markFetched(npmCache, lock, process.versions.node);
}

/** @param {string[]} options */
function install(options) {
  return run("node-packages", "npm", [
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=http",
    `--cache=${npmCache}`,
    ...options,
  ]);
}

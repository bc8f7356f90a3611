import { join } from "node:path";
import { cache } from "./paths.mjs";
import { run } from "./run.mjs";

/** Installs what `package-lock.json` names. No install script runs: all native parts come inside the packages. */
export async function installNodePackages() {
  await run("node-packages", "npm", [
    "ci",
    "--ignore-scripts",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    // without a network, say so after seconds rather than after minutes
    "--fetch-retry-mintimeout=2000",
    "--fetch-retry-maxtimeout=10000",
    "--loglevel=http",
    `--cache=${join(cache, "npm")}`,
  ]);
}

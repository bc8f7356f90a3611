import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { sparkInstallation } from "./engines.mjs";
import { archives, cache, root, sparkJars, trinoHome, trinoJava } from "./paths.mjs";
import { place } from "./place.mjs";
import { locks } from "./python.mjs";
import { run } from "./run.mjs";

const labJar = join(root, "local-aws", "engines", "java", "lab.jar");
const store = join(cache, "archives");

/** Java takes an archive only where each jar has the time that it had when the archive was made; pip and git give each their own. */
const sameForAll = new Date("2000-01-01T00:00:00Z");

/**
 * What the archives depend on. The place of the folder is not among it: Java compares what follows the part that all
 * paths begin with.
 *
 * @returns {(string | Buffer)[]}
 * @see https://bugs.openjdk.org/browse/JDK-8279366
 */
export function archiveInputs() {
  const files = [
    ...locks.map(({ file }) => file),
    ...["trino.lock.json", "trino-engine.ts", "training.ts"].map((name) => `local-aws/engines/trino/${name}`),
    ...["spark.lock.json", "spark.ts", "spark.jvm-options"].map((name) => `local-aws/engines/spark/${name}`),
    "local-aws/engines/java/lab.jar",
    "local-aws/engines/python/training_job.py",
    "local-aws/make-archives.ts",
  ];
  return [
    ...files.map((file) => readFileSync(join(root, file))),
    [process.platform, process.arch, cpus()[0]?.model].join(" "),
    classPath().join("\n"),
  ];
}

/**
 * Lets Spark and Trino run once and keeps the classes that they loaded, ready to be mapped into memory. What was made for
 * the same jars in another folder of this machine lies in the cache and is taken from there.
 */
export async function makeArchives() {
  for (const file of filesOfOwnTime()) {
    utimesSync(file, sameForAll, sameForAll);
  }
  const kept = join(store, keyNow());
  if (!(await take(kept))) {
    mkdirSync(archives, { recursive: true });
    const program = join(root, "dist", "local-aws", "make-archives.js");
    // what Java notes meanwhile is for the log only
    await run("archives", process.execPath, [program], { isTalkative: false });
    await keep(kept);
  }
}

/** @param {string} kept @returns {Promise<boolean>} Whether they were there. */
async function take(kept) {
  if (!existsSync(kept)) {
    return false;
  }
  for (const [name, file] of archiveFiles()) {
    await place(join(kept, name), file);
  }
  return true;
}

/** Keeps them for other folders, in place of those that were kept before. @param {string} kept */
async function keep(kept) {
  const building = join(store, `${process.pid}.new`);
  for (const [name, file] of archiveFiles()) {
    await place(file, join(building, name));
  }
  const old = readdirSync(store).filter((name) => join(store, name) !== building);
  for (const name of old) {
    rmSync(join(store, name), { recursive: true, force: true });
  }
  renameSync(building, kept);
}

/** The archives of both engines, and Java's own below them; by their names in the cache. @returns {[string, string][]} */
function archiveFiles() {
  const { sparkJava } = sparkInstallation();
  const ownOf = (/** @type {string} */ java) => join(runtimeOf(java), "lib", "server", "classes.jsa");
  return [
    ["spark-java.jsa", ownOf(sparkJava)],
    ["trino-java.jsa", ownOf(trinoJava)],
    ["spark.jsa", join(archives, "spark.jsa")],
    ["trino.jsa", join(archives, "trino.jsa")],
  ];
}

function keyNow() {
  const hash = createHash("sha256");
  for (const input of archiveInputs()) {
    hash.update(input).update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

/** Each jar of both class paths and each runtime's classes, with size and time. Empty where the engines are not there yet. */
function classPath() {
  const files = [...filesOfOwnTime(), ...jarsIn(sparkJars), ...jarsIn(join(trinoHome, "lib"))];
  return files.map((file) => {
    const { size, mtimeMs } = statSync(file);
    return `${file.slice(root.length)} ${size} ${mtimeMs}`;
  });
}

/** Those files of the class paths that pip and git lay out. */
function filesOfOwnTime() {
  try {
    const { sparkJava, sparkHome } = sparkInstallation();
    const modules = [sparkJava, trinoJava].map((java) => join(runtimeOf(java), "lib", "modules"));
    return [labJar, ...jarsIn(join(sparkHome, "jars")), ...modules].filter((file) => existsSync(file));
  } catch {
    return [];
  }
}

/** @param {string} java Its program. */
function runtimeOf(java) {
  return dirname(dirname(java));
}

/** @param {string} folder */
function jarsIn(folder) {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names.filter((name) => name.endsWith(".jar")).map((name) => join(folder, name));
}

import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { sparkInstallation } from "./engines.mjs";
import { archives, cache, root, sparkJars, trinoHome, trinoJava } from "./paths.mjs";
import { place } from "./place.mjs";
import { locks } from "./python.mjs";
import { run } from "./run.mjs";

const labJar = join(root, "local-aws", "engines", "java", "lab.jar");
const store = join(cache, "archives");
const trinoArchive = join(archives, "trino.jsa");

/** Java takes an archive only where each jar has the time that it had when the archive was made; pip and git give each their own. */
const sameForAll = new Date("2000-01-01T00:00:00Z");

/**
 * What the archives depend on.
 *
 * @returns {(string | Buffer)[]}
 */
export function archiveInputs() {
  return [root, ...inputsAnywhere()];
}

/** What they depend on wherever this folder lies. @returns {(string | Buffer)[]} */
function inputsAnywhere() {
  const files = [
    ...locks.map(({ file }) => file),
    ...["trino.lock.json", "trino-engine.ts", "training.ts"].map((name) => `local-aws/engines/trino/${name}`),
    ...["spark.lock.json", "spark.ts", "spark.jvm-options"].map((name) => `local-aws/engines/spark/${name}`),
    "local-aws/engines/java/lab.jar",
    "local-aws/engines/python/training_job.py",
    "local-aws/engines/compilers.ts",
    "local-aws/engines/installation.ts",
    "local-aws/make-archives.ts",
  ];
  return [
    ...files.map((file) => readFileSync(join(root, file))),
    [process.platform, process.arch, cpus()[0]?.model].join(" "),
    classPath().join("\n"),
  ];
}

/**
 * Lets Spark and Trino run once and keeps the classes that they loaded, ready to be mapped into memory. Spark's Java takes
 * its archive only in the place where it was made; Trino's takes it elsewhere, too, so it is kept in the cache.
 */
export async function makeArchives() {
  mkdirSync(archives, { recursive: true });
  for (const file of filesOfOwnTime()) {
    utimesSync(file, sameForAll, sameForAll);
  }
  await Promise.all([make("spark", root), takeTrino()]);
}

/**
 * @param {"spark" | "trino"} engine
 * @param {string} place The path by which the engine gets to know this folder.
 */
function make(engine, place) {
  const program = join(place, "dist", "local-aws", "make-archives.js");
  const options = ["--preserve-symlinks", "--preserve-symlinks-main"];
  // what Java notes meanwhile is for the log only
  return run(`archives-${engine}`, process.execPath, [...options, program, engine], { isTalkative: false });
}

/** Takes Trino's archive from the cache, or else makes it and keeps it there, in place of the one that was kept before. */
async function takeTrino() {
  const kept = join(store, `trino-${keyNow()}.jsa`);
  if (existsSync(kept)) {
    await place(kept, trinoArchive);
    return;
  }
  await makeTrino();
  for (const name of existsSync(store) ? readdirSync(store) : []) {
    rmSync(join(store, name), { recursive: true, force: true });
  }
  await place(trinoArchive, kept);
}

/**
 * Through a link that is gone afterwards: where a jar is the same file as the one that an archive was made with, as those are
 * that the cache and its clones share, Java compares whole paths.
 *
 * @see https://github.com/openjdk/jdk/blob/jdk-25%2B36/src/hotspot/share/cds/aotClassLocation.cpp
 */
async function makeTrino() {
  const folder = mkdtempSync(join(tmpdir(), "quality-lab-link-"));
  try {
    symlinkSync(root, join(folder, "lab"));
    await make("trino", join(folder, "lab"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function keyNow() {
  const hash = createHash("sha256");
  for (const input of inputsAnywhere()) {
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

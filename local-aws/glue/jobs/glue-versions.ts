import { invalidInput } from "../errors";

/** Of jobs on Spark. A job that names none is of the newest. */
const sparkVersions = ["5.0", "5.1", "6.0"];

/** Of Python shell jobs, for which AWS accepts any version and looks at none. */
const pythonShellVersions = ["0.9", "1.0", "2.0", "3.0", "4.0", ...sparkVersions];

/**
 * The version of a job.
 *
 * @throws AwsError InvalidInputException where its Spark is too far from the one that runs here.
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateJob.html
 */
export function glueVersion(asked: string | undefined, isShell: boolean): string {
  const version = asked ?? (isShell ? "1.0" : "6.0");
  const versions = isShell ? pythonShellVersions : sparkVersions;
  if (!versions.includes(version)) {
    throw invalidInput(`Glue version ${version} is not supported by the embedded AWS; it runs ${versions.join(", ")}.`);
  }
  return version;
}

/**
 * What Spark 4.0 and 4.1 changed in results, by their guides of migration, back to what 3.5 does.
 *
 * @see https://spark.apache.org/docs/4.1.1/sql-migration-guide.html
 * @see https://spark.apache.org/docs/4.1.1/api/python/migration_guide/pyspark_upgrade.html
 */
const asSpark35: Readonly<Record<string, string>> = {
  "spark.sql.ansi.enabled": "false",
  "spark.sql.legacy.bangEqualsNot": "true",
  "spark.sql.legacy.codingErrorAction": "true",
  "spark.sql.legacy.createHiveTableByDefault": "true",
  "spark.sql.legacy.ctePrecedencePolicy": "EXCEPTION",
  "spark.sql.legacy.db2.booleanMapping.enabled": "true",
  "spark.sql.legacy.db2.numericMapping.enabled": "true",
  "spark.sql.legacy.disableMapKeyNormalization": "true",
  "spark.sql.legacy.execution.pythonUDF.pandas.conversion.enabled": "true",
  "spark.sql.legacy.execution.pythonUDTF.pandas.conversion.enabled": "true",
  "spark.sql.legacy.javaCharsets": "true",
  "spark.sql.legacy.mssqlserver.datetimeoffsetMapping.enabled": "true",
  "spark.sql.legacy.mssqlserver.numericMapping.enabled": "true",
  "spark.sql.legacy.mysql.bitArrayMapping.enabled": "true",
  "spark.sql.legacy.mysql.timestampNTZMapping.enabled": "true",
  "spark.sql.legacy.oracle.timestampMapping.enabled": "true",
  "spark.sql.legacy.parquet.returnNullStructIfAllFieldsMissing": "true",
  "spark.sql.legacy.postgres.datetimeMapping.enabled": "true",
  "spark.sql.legacy.readFileSourceTableCacheIgnoreOptions": "true",
  "spark.sql.legacy.timeParserPolicy": "EXCEPTION",
  "spark.sql.legacy.viewSchemaBindingMode": "false",
  "spark.sql.legacy.viewSchemaCompensation": "false",
  "spark.sql.execution.pandas.convertToArrowArraySafely": "false",
  "spark.sql.execution.pyspark.binaryAsBytes": "false",
  "spark.sql.execution.pythonUDF.arrow.legacy.fallbackOnUDT": "true",
  "spark.sql.orc.compression.codec": "snappy",
  "spark.sql.pyspark.legacy.inferMapTypeFromFirstPair.enabled": "true",
  "spark.eventLog.compress": "false",
  "spark.eventLog.rolling.enabled": "false",
};

const hasSpark35 = (version: string | undefined): boolean => version === "5.0" || version === "5.1";

/** Spark settings that make a job's results those of its version; `--conf` and the script may set them otherwise. */
export function settingsOfVersion(version: string | undefined): Readonly<Record<string, string>> {
  return hasSpark35(version) ? asSpark35 : {};
}

/** Environment variables to the same end. */
export function variablesOfVersion(version: string | undefined): Readonly<Record<string, string>> {
  return hasSpark35(version) ? { PYSPARK_YM_INTERVAL_LEGACY: "1" } : {};
}

import { invalidInput } from "../errors";

type Arguments = Readonly<Record<string, string>>;

/** Glue's own arguments that would change what a job does and cannot be honoured here: the reason for each. */
const refused: Readonly<Record<string, string>> = {
  "--additional-python-modules": "put the modules into a zip and name it in --extra-py-files",
  "--extra-jars": "only Spark's own jars are there",
  "--user-jars-first": "only Spark's own jars are there",
  "--datalake-formats": "Iceberg, Hudi and Delta Lake are not there",
  "--conf": "set it in the script with spark.conf.set or SparkConf",
  "--class": "jobs are written in Python",
};

/**
 * Checks the arguments that Glue itself reads; all others are the script's.
 *
 * @throws AwsError InvalidInputException where the embedded AWS cannot do what one asks.
 * @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html
 */
export function checkArguments(args: Arguments): void {
  for (const [name, value] of Object.entries(args)) {
    if (!name.startsWith("--")) {
      throw invalidInput(`The argument ${name} must start with --.`);
    }
    const advice = refused[name];
    if (advice !== undefined && value !== "") {
      throw invalidInput(`The embedded AWS does not support the argument ${name}: ${advice}.`);
    }
  }
  const bookmark = args["--job-bookmark-option"] ?? "job-bookmark-disable";
  if (bookmark !== "job-bookmark-disable") {
    throw invalidInput(`The embedded AWS does not support job bookmarks (--job-bookmark-option ${bookmark}).`);
  }
  const language = args["--job-language"] ?? "python";
  if (language !== "python") {
    throw invalidInput(`The embedded AWS does not support the job language ${language}; it runs python.`);
  }
}

/** What the script gets on its command line. */
export function scriptArguments(args: Arguments, job: string, run: string): string[] {
  const all = { "--JOB_NAME": job, "--JOB_RUN_ID": run, ...args };
  return Object.entries(all).flatMap(([name, value]) => (value === "" ? [name] : [name, value]));
}

/** The S3 addresses that an argument lists with commas. */
export function listedLocations(args: Arguments, name: string): string[] {
  return (args[name] ?? "")
    .split(",")
    .map((location) => location.trim())
    .filter((location) => location !== "");
}

import { invalidInput } from "../../errors";
import { parseS3Location } from "../s3-location";
import type { Arguments } from "./arguments";
import { checkVariables } from "./customer-variables";
import { checkFormats } from "./datalake-formats";
import { sparkConf } from "./spark-conf";

/** What becomes of an argument that Glue itself reads. `false` asks for nothing, so a refused flag may have it. */
export type Treatment =
  | { readonly how: "obeyed" | "no effect" }
  | { readonly how: "refused"; readonly why: string; readonly isFlag?: boolean };

const obeyed: Treatment = { how: "obeyed" };
/** It only tunes or watches a cluster that is not here. */
const noEffect: Treatment = { how: "no effect" };
const refused = (why: string): Treatment => ({ how: "refused", why });
const refusedFlag = (why: string): Treatment => ({ how: "refused", why, isFlag: true });
const glueOwn = refused("AWS Glue sets it itself; give the script's own argument another name");
const logGroups = refused("a job's logs are in its groups output and error, which --custom-logGroup-prefix names");
const pausedBookmark = refused("a paused bookmark begins where the last commit ended");

/**
 * All arguments that Glue's guide lists; every other one is the script's own.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html
 * @see https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html
 * @see https://docs.aws.amazon.com/glue/latest/dg/add-job-python.html for `library-set`
 */
export const specialArguments: Readonly<Record<string, Treatment>> = {
  "--additional-python-modules": obeyed,
  "--auto-scale-within-microbatch": noEffect,
  "--class": refused("jobs are written in Python"),
  "--conf": obeyed,
  "--continuous-log-conversionPattern": noEffect,
  "--continuous-log-logGroup": logGroups,
  "--continuous-log-logStreamPrefix": logGroups,
  "--custom-logGroup-prefix": obeyed,
  "--custom-logStream-prefix": obeyed,
  "--customer-driver-env-vars": obeyed,
  "--customer-executor-env-vars": obeyed,
  "--datalake-formats": obeyed,
  "--debug": glueOwn,
  "--disable-proxy-v2": noEffect,
  "--enable-auto-scaling": noEffect,
  "--enable-continuous-cloudwatch-log": noEffect,
  "--enable-continuous-log-filter": noEffect,
  "--enable-glue-datacatalog": obeyed,
  "--enable-job-insights": noEffect,
  "--enable-lakeformation-fine-grained-access": refusedFlag("there is no Lake Formation"),
  "--enable-metrics": obeyed,
  "--enable-observability-metrics": noEffect,
  "--enable-rename-algorithm-v2": noEffect,
  "--enable-s3-parquet-optimized-committer": noEffect,
  "--enable-spark-ui": obeyed,
  "--encryption-type": refused("nothing is encrypted"),
  "--endpoint": glueOwn,
  "--executor-cores": obeyed,
  "--extra-files": obeyed,
  "--extra-jars": obeyed,
  "--extra-py-files": obeyed,
  "--job-bookmark-from": pausedBookmark,
  "--job-bookmark-option": obeyed,
  "--job-bookmark-to": pausedBookmark,
  "--job-language": obeyed,
  "--JOB_NAME": glueOwn,
  "--mode": glueOwn,
  "--python-modules-installer-option": obeyed,
  "--scriptLocation": obeyed,
  "--spark-event-logs-path": obeyed,
  "--TempDir": obeyed,
  "--use-postgres-driver": noEffect,
  "--user-jars-first": refusedFlag("the jars of --extra-jars come after Spark's own"),
  "library-set": obeyed,
};

const bookmarkOptions = ["job-bookmark-enable", "job-bookmark-disable", "job-bookmark-pause"];
const librarySets = ["analytics", "none"];
const logPrefix = /^[\w.\-/#]{0,400}$/;
const mostBytes = 260 * 1024;

/**
 * Checks the arguments that Glue itself reads; all others are the script's.
 *
 * @param isShell Whether they are those of a Python shell job.
 * @throws AwsError InvalidInputException where the embedded AWS cannot do what one asks.
 */
export function checkArguments(args: Arguments, isShell: boolean): void {
  for (const [name, value] of Object.entries(args)) {
    if (!name.startsWith("--") && specialArguments[name] === undefined) {
      throw invalidInput(`The argument ${name} must start with --.`);
    }
    checkTreatment(name, value, isShell);
  }
  const bytes = Object.entries(args).reduce((sum, [name, value]) => sum + Buffer.byteLength(name + value), 0);
  if (bytes > mostBytes) {
    throw invalidInput(`The job's arguments have ${bytes} bytes; at most 260 KB are allowed.`);
  }
  sparkConf(args);
  checkVariables(args);
  oneOf(args, "--job-bookmark-option", bookmarkOptions);
  oneOf(args, "library-set", librarySets);
  checkFormats(args);
  for (const name of ["--custom-logGroup-prefix", "--custom-logStream-prefix"]) {
    if (!logPrefix.test(args[name] ?? "")) {
      throw invalidInput(`${name} must have at most 400 letters, digits, and signs of _ - / . #, not ${args[name]}.`);
    }
  }
  if (args["--scriptLocation"]) {
    parseS3Location(args["--scriptLocation"]);
  }
  const language = args["--job-language"] ?? "python";
  if (language !== "python") {
    throw invalidInput(`The embedded AWS does not support the job language ${language}; it runs python.`);
  }
}

function checkTreatment(name: string, value: string, isShell: boolean): void {
  const treatment = Object.hasOwn(specialArguments, name) ? specialArguments[name] : undefined;
  if (treatment?.how === "refused" && !(treatment.isFlag && value.toLowerCase() === "false")) {
    throw invalidInput(`The embedded AWS does not support the argument ${name}: ${treatment.why}.`);
  }
  if (isShell && name === "--extra-files") {
    throw invalidInput("The argument --extra-files is not supported for Python shell jobs.");
  }
}

function oneOf(args: Arguments, name: string, values: readonly string[]): void {
  const value = args[name];
  if (value !== undefined && !values.includes(value)) {
    throw invalidInput(`${name} must be one of ${values.join(", ")}, not ${value}.`);
  }
}

/** What a script of Spark's gets on its command line. */
export function sparkArguments(args: Arguments, job: string, run: string): string[] {
  return commandLine({ "--JOB_NAME": job, "--JOB_RUN_ID": run, ...args });
}

/** What a script of Python's gets on its command line: no name of its job, on AWS either. */
export function pythonShellArguments(args: Arguments, scriptLocation: string): string[] {
  return commandLine({
    "--job-bookmark-option": "job-bookmark-disable",
    "--scriptLocation": scriptLocation,
    "--job-language": "python",
    ...args,
  });
}

function commandLine(args: Arguments): string[] {
  return Object.entries(args).flatMap(([name, value]) => (value === "" ? [name] : [name, value]));
}

import { invalidInput } from "../errors";

type Arguments = Readonly<Record<string, string>>;

/** Glue's own arguments that would change what a job does and cannot be honoured here: the reason for each. */
const refused: Readonly<Record<string, string>> = {
  "--user-jars-first": "the jars of --extra-jars come after Spark's own",
  "--datalake-formats": "Iceberg, Hudi and Delta Lake are not there",
  "--job-bookmark-from": "a paused bookmark begins where the last commit ended",
  "--job-bookmark-to": "a paused bookmark begins where the last commit ended",
  "--class": "jobs are written in Python",
};

const bookmarkOptions = ["job-bookmark-enable", "job-bookmark-disable", "job-bookmark-pause"];

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
  sparkConf(args);
  const bookmark = args["--job-bookmark-option"] ?? "job-bookmark-disable";
  if (!bookmarkOptions.includes(bookmark)) {
    throw invalidInput(`--job-bookmark-option must be one of ${bookmarkOptions.join(", ")}, not ${bookmark}.`);
  }
  const language = args["--job-language"] ?? "python";
  if (language !== "python") {
    throw invalidInput(`The embedded AWS does not support the job language ${language}; it runs python.`);
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

/** Spark settings that would take a job away from this machine's engine and S3. */
const fixedSettings =
  /^spark\.(master$|submit\.|ui\.enabled$|driver\.(bindAddress|host)$|hadoop\.(lab|fs\.s3a?)\.|sql\.warehouse\.dir$)/;

/**
 * The settings in `--conf`: `name=value`, and more of them after further `--conf` in its value.
 *
 * @throws AwsError InvalidInputException where one cannot be honoured.
 */
export function sparkConf(args: Arguments): Record<string, string> {
  const settings = (args["--conf"] ?? "")
    .split(/\s+--conf\s+/)
    .map((setting) => setting.trim())
    .filter((setting) => setting !== "");
  return Object.fromEntries(
    settings.map((setting) => {
      const [, name, value] = /^(spark\.[^\s=]+)=(.*)$/s.exec(setting) ?? [];
      if (name === undefined || value === undefined) {
        throw invalidInput(`--conf must be name=value, with a name that begins with spark., not ${setting}.`);
      }
      if (fixedSettings.test(name)) {
        throw invalidInput(`The embedded AWS does not support the setting ${name} in --conf.`);
      }
      return [name, value];
    }),
  );
}

/** The S3 addresses that an argument lists with commas. */
export function listedLocations(args: Arguments, name: string): string[] {
  return (args[name] ?? "")
    .split(",")
    .map((location) => location.trim())
    .filter((location) => location !== "");
}

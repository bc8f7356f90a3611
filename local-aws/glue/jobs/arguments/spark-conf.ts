import { invalidInput } from "../../errors";
import { type Arguments, isOn } from "./arguments";
import { executorVariables } from "./customer-variables";

/** Spark settings that would take a job away from this machine's engine and S3. */
const fixedSettings =
  /^spark\.(master$|submit\.|ui\.enabled$|driver\.(bindAddress|host)$|hadoop\.(lab|fs\.s3a?)\.|hadoop\.hive\.metastore\.uris$)/;

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

/** Where Spark's event log goes: `--spark-event-logs-path`, where `--enable-spark-ui` is on. */
export function eventLogFolder(args: Arguments): string | undefined {
  return isOn(args, "--enable-spark-ui") ? args["--spark-event-logs-path"] : undefined;
}

/** The settings that other arguments than `--conf` stand for. */
export function settingsOfArguments(args: Arguments): Record<string, string> {
  const folder = eventLogFolder(args);
  const variables = Object.entries(executorVariables(args));
  return {
    ...Object.fromEntries(variables.map(([name, value]) => [`spark.executorEnv.${name}`, value])),
    ...(folder && { "spark.eventLog.enabled": "true", "spark.eventLog.dir": folder }),
  };
}

/** A job's arguments, or a run's, by name. */
export type Arguments = Readonly<Record<string, string>>;

/** Whether a flag such as `--enable-spark-ui` is set. */
export const isOn = (args: Arguments, name: string): boolean => args[name]?.toLowerCase() === "true";

/** Whether Spark SQL is to see the Data Catalog: AWS's guide names the flag with no value and with `true`. */
export const usesDataCatalog = (args: Arguments): boolean =>
  (args["--enable-glue-datacatalog"]?.toLowerCase() ?? "false") !== "false";

/** The S3 addresses that an argument lists with commas. */
export function listedLocations(args: Arguments, name: string): string[] {
  return (args[name] ?? "")
    .split(",")
    .map((location) => location.trim())
    .filter((location) => location !== "");
}

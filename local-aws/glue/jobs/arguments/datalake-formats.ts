import { hasIceberg, icebergMissing } from "../../../engines/installation";
import { invalidInput } from "../../errors";
import type { Arguments } from "./arguments";

/**
 * Checks `--datalake-formats`: Iceberg is the one that is here.
 *
 * @throws AwsError InvalidInputException where it names another, or where Iceberg is not installed.
 * @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format-iceberg.html
 */
export function checkFormats(args: Arguments): void {
  const other = formatsOf(args).find((format) => !["", "iceberg"].includes(format));
  if (other !== undefined) {
    throw invalidInput(`The embedded AWS does not support the argument --datalake-formats ${other}; it has iceberg.`);
  }
  if (wantsIceberg(args) && !hasIceberg()) {
    throw invalidInput(`The argument --datalake-formats iceberg needs what is not here. ${icebergMissing}.`);
  }
}

/** Whether a job asks for Iceberg. */
export const wantsIceberg = (args: Arguments): boolean => formatsOf(args).includes("iceberg");

const formatsOf = (args: Arguments): string[] =>
  (args["--datalake-formats"] ?? "").split(",").map((format) => format.trim().toLowerCase());

import { invalidInput } from "../../errors";
import type { Arguments } from "./arguments";

const driver = "--customer-driver-env-vars";
const executor = "--customer-executor-env-vars";

/** `NAME=value`, where a value with commas or blanks stands in quotes. */
const pair = /\s*([A-Za-z_]\w*)=("(?:[^"\\]|\\.)*"|[^",]*)\s*(,|$)/y;

/** Environment variables of the driver. Those whose names do not begin with `CUSTOMER_` are left out, as on AWS. */
export const driverVariables = (args: Arguments): Record<string, string> => variables(args, driver);

/** Environment variables of the executors, as {@link driverVariables}. */
export const executorVariables = (args: Arguments): Record<string, string> => variables(args, executor);

/** @throws AwsError InvalidInputException where one is not `NAME=value,NAME="value"`. */
export function checkVariables(args: Arguments): void {
  parse(args, driver);
  parse(args, executor);
}

/** Names that AWS does not set: a line for the run's log, or none. */
export function ignoredVariables(args: Arguments): string[] {
  const names = [...parse(args, driver), ...parse(args, executor)].map(([name]) => name);
  return names
    .filter((name) => !isCustomers(name))
    .map((name) => `The variable ${name} is not set: its name does not begin with CUSTOMER_.`);
}

const isCustomers = (name: string): boolean => name.startsWith("CUSTOMER_");

function variables(args: Arguments, argument: string): Record<string, string> {
  return Object.fromEntries(parse(args, argument).filter(([name]) => isCustomers(name)));
}

function parse(args: Arguments, argument: string): [name: string, value: string][] {
  const text = args[argument] ?? "";
  const found: [string, string][] = [];
  for (let at = 0; at < text.length; ) {
    pair.lastIndex = at;
    const [whole, name = "", value = ""] = pair.exec(text) ?? [];
    if (whole === undefined) {
      throw invalidInput(`${argument} must be NAME=value,NAME="value, with a comma", not ${text}.`);
    }
    found.push([name, value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/gs, "$1") : value.trim()]);
    at += whole.length;
  }
  return found;
}

import { invalidInput } from "./errors";

/**
 * The regular expression that a whole name must fit, as `GetTables` takes it: `*` alone stands for any text.
 *
 * @throws AwsError InvalidInputException where it is not one.
 */
export function namePattern(expression: string | undefined): RegExp {
  const source = (expression ?? "").replace(/(?<![.)\]\\\w])\*/g, ".*") || ".*";
  try {
    return new RegExp(`^(?:${source})$`, "i");
  } catch {
    throw invalidInput(`The expression ${expression} is not a regular expression.`);
  }
}

import { LinearPattern } from "../../event-loop/linear-pattern";
import { invalidInput } from "../errors";

/**
 * The regular expression that a whole name must fit, as `GetTables` takes it. As in Hive, a `*` that repeats nothing but a
 * letter stands for any text: `raw*` means what begins with `raw`.
 *
 * @throws AwsError InvalidInputException where it is not one.
 */
export function namePattern(expression: string | undefined): LinearPattern {
  const source = (expression ?? "").replace(/(?<![.)\]}\\])\*/g, ".*") || ".*";
  try {
    return new LinearPattern(`^(?:${source})$`, { ignoreCase: true });
  } catch {
    throw invalidInput(`The expression ${expression} is not a regular expression.`);
  }
}

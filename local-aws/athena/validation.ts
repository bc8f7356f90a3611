import { AwsError } from "../protocol/aws-error";

/** A number that a request may give, and its limits. */
interface Limits {
  readonly least: number;
  readonly most: number;
}

/** A refusal as Athena words it, with its code. */
export function invalidRequest(message: string, code = "INVALID_INPUT"): AwsError {
  return new AwsError("InvalidRequestException", message, 400, { AthenaErrorCode: code });
}

/** @param name As in the request, such as `maxResults`. @throws AwsError InvalidRequestException */
export function checkNumber(name: string, value: number | undefined, { least, most }: Limits): void {
  if (value !== undefined && value < least) {
    throw constraint(name, value, `Member must have value greater than or equal to ${least}`);
  }
  if (value !== undefined && value > most) {
    throw constraint(name, value, `Member must have value less than or equal to ${most}`);
  }
}

/** @throws AwsError InvalidRequestException where a list is missing, empty or too long. */
export function checkList(name: string, list: readonly unknown[] | undefined, most: number): void {
  if (list === undefined) {
    throw constraint(name, null, "Member must not be null");
  }
  if (list.length < 1 || list.length > most) {
    const side = list.length < 1 ? "greater than or equal to 1" : `less than or equal to ${most}`;
    throw constraint(name, `[${list.join(", ")}]`, `Member must have length ${side}`);
  }
}

/** @throws AwsError InvalidRequestException where a text is missing or does not match as a whole. */
export function checkText(name: string, text: string | undefined, pattern: string): void {
  if (text === undefined) {
    throw constraint(name, null, "Member must not be null");
  }
  if (!new RegExp(`^(?:${pattern})$`, "su").test(text)) {
    throw constraint(name, text, `Member must satisfy regular expression pattern: ${pattern}`);
  }
}

function constraint(name: string, value: string | number | null, rule: string): AwsError {
  const shown = value === null ? "null" : `'${value}'`;
  return invalidRequest(
    `1 validation error detected: Value ${shown} at '${name}' failed to satisfy constraint: ${rule}`,
  );
}

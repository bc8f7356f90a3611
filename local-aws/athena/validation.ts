import { AwsError } from "../protocol/aws-error";

/** A number that a request may give, and its limits. */
interface Limits {
  readonly least: number;
  readonly most: number;
}

/** A refusal as Athena words it, with its code. */
export function invalidRequest(message: string, code = "INVALID_INPUT"): AwsError {
  return new AwsError("InvalidRequestException", message, 400, { AthenaErrorCode: code, ErrorCode: code });
}

/** One member of a request, and the rule that it breaks. */
export interface CheckedMember {
  /** As in the request, such as `maxResults`. */
  readonly name: string;
  readonly broken: string | false | undefined;
}

/** Refuses all that is broken in one answer, as AWS does. @throws AwsError InvalidRequestException */
export function checkMembers(members: readonly CheckedMember[]): void {
  const found = members.filter(({ broken }) => broken);
  if (found.length > 0) {
    const errors = `${found.length} validation error${found.length === 1 ? "" : "s"} detected`;
    const rules = found.map(({ name, broken }) => `Value at '${name}' failed to satisfy constraint: ${broken}`);
    throw invalidRequest(`${errors}: ${rules.join("; ")}`);
  }
}

/** How a number breaks its limits. */
export function outside(value: number | undefined, least: number, most: number): string | undefined {
  if (value !== undefined && value < least) {
    return `Member must have value greater than or equal to ${least}`;
  }
  return value !== undefined && value > most ? `Member must have value less than or equal to ${most}` : undefined;
}

/** @param name As in the request, such as `maxResults`. @throws AwsError InvalidRequestException */
export function checkNumber(name: string, value: number | undefined, { least, most }: Limits): void {
  checkMembers([{ name, broken: outside(value, least, most) }]);
}

/** @throws AwsError InvalidRequestException where a list is missing, empty or too long. */
export function checkList(name: string, list: readonly unknown[] | undefined, most: number): void {
  if (list === undefined) {
    throw missing(name);
  }
  checkLength(name, list.length, 1, most);
}

/** @throws AwsError InvalidRequestException where there are too few or too many of what makes up a list or a text. */
export function checkLength(name: string, length: number, least: number, most: number): void {
  const side = length < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
  checkMembers([{ name, broken: (length < least || length > most) && `Member must have length ${side}` }]);
}

/** @throws AwsError InvalidRequestException where a text is missing or does not match as a whole. */
export function checkText(name: string, text: string | undefined, pattern: string): void {
  if (text === undefined) {
    throw missing(name);
  }
  const matches = new RegExp(`^(?:${pattern})$`, "su").test(text);
  checkMembers([{ name, broken: !matches && `Member must satisfy regular expression pattern: ${pattern}` }]);
}

function missing(name: string): AwsError {
  return invalidRequest(
    `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
  );
}

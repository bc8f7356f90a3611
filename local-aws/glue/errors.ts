import { AwsError } from "../protocol/aws-error";

export const notFound = (message: string): AwsError => new AwsError("EntityNotFoundException", message);
export const alreadyExists = (message: string): AwsError => new AwsError("AlreadyExistsException", message);
export const invalidInput = (message: string): AwsError => new AwsError("InvalidInputException", message);
export const databaseNotFound = (name: string): AwsError => notFound(`Database ${name} not found.`);
export const tableNotFound = (name: string): AwsError => notFound(`Table ${name} not found.`);
export const partitionNotFound = (): AwsError => notFound("Cannot find partition.");
export const partitionExists = (): AwsError => alreadyExists("Partition already exists.");

/**
 * A name as Glue folds it: to lower case.
 *
 * @param member Its path in AWS's way, such as `tableInput.name`.
 * @throws AwsError ValidationException where it is missing, empty or too long.
 */
export function checkName(member: string, value: string | undefined): string {
  return checkLength(member, value, 1, 255).toLowerCase();
}

/** @throws AwsError ValidationException where the text is missing or does not have that many characters. */
export function checkLength(member: string, value: string | undefined, least: number, most: number): string {
  const text = required(member, value);
  const bound =
    text.length < least
      ? `greater than or equal to ${least}`
      : text.length > most
        ? `less than or equal to ${most}`
        : undefined;
  if (bound !== undefined) {
    throw validation(`Value '${text}' at '${member}' failed to satisfy constraint: Member must have length ${bound}`);
  }
  return text;
}

/** Glue asks for a member that is missing. */
export function required<Value>(member: string, value: Value | undefined): Value {
  if (value === undefined || value === null) {
    throw validation(`Value null at '${member}' failed to satisfy constraint: Member must not be null`);
  }
  return value;
}

/** Glue takes one of these words only. */
export function oneOf(member: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) {
    throw validation(
      `Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(", ")}]`,
    );
  }
}

export function validation(detail: string): AwsError {
  return new AwsError("ValidationException", `1 validation error detected: ${detail}`);
}

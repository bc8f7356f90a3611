import type { PutParameterRequest } from "@aws-sdk/client-ssm";
import { AwsError } from "../protocol/aws-error";
import { validation } from "./errors";

const deepest = 15;

/** @throws AwsError ValidationException, AccessDeniedException, HierarchyLevelLimitExceededException */
export function checkName(name: string): void {
  if (/^\/?aws(\/|$)/i.test(name) || /^aws/i.test(name)) {
    throw new AwsError("AccessDeniedException", `No access to reserved parameter name: ${name}.`);
  }
  if (/^\/?ssm/i.test(name) || !/^[A-Za-z0-9_.\-/]+$/.test(name) || /\/\/|\/$/.test(name)) {
    throw validation(
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  }
  if (name.includes("/") && !name.startsWith("/")) {
    throw validation("Parameter name must be a fully qualified name.");
  }
  if (name.split("/").length - 1 > deepest) {
    throw new AwsError(
      "HierarchyLevelLimitExceededException",
      `A hierarchy can have a maximum of ${deepest} levels. For more information, see Requirements and constraints for parameter names in the AWS Systems Manager User Guide.`,
    );
  }
}

/** @throws AwsError ValidationException, InvalidAllowedPatternException, ParameterPatternMismatchException */
export function checkValue({
  Value = "",
  AllowedPattern: pattern,
  DataType: dataType = "text",
}: PutParameterRequest): void {
  if (Value === "") {
    throw validation(
      "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  }
  if (dataType !== "text") {
    throw validation(`The embedded AWS keeps parameters of the data type text; not ${dataType}.`);
  }
  if (pattern !== undefined && pattern !== "" && !matcherOf(pattern).test(Value)) {
    throw new AwsError(
      "ParameterPatternMismatchException",
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    );
  }
}

function matcherOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch {
    throw new AwsError("InvalidAllowedPatternException", `The pattern ${pattern} is no regular expression.`);
  }
}

/** A label that AWS takes. */
export function isLabel(label: string): boolean {
  return /^[A-Za-z0-9._-]{1,100}$/.test(label) && !/^(\d|aws|ssm)/i.test(label);
}

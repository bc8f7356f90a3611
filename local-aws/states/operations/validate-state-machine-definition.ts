import type { ValidateStateMachineDefinitionInput, ValidateStateMachineDefinitionOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { validateDefinition } from "../definition/validate";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html */
export function validateStateMachineDefinition(
  _context: StatesContext,
  { definition, type = "STANDARD", maxResults }: Checked<ValidateStateMachineDefinitionInput>,
): ValidateStateMachineDefinitionOutput {
  const validated = validateDefinition(definition, type);
  if (!("diagnostics" in validated)) {
    return { result: "OK", diagnostics: [], truncated: false };
  }
  const shown = validated.diagnostics.slice(0, maxResults || 100);
  return {
    result: "FAIL",
    diagnostics: shown.map(({ severity, code, message, location }) => ({ severity, code, message, location })),
    truncated: shown.length < validated.diagnostics.length,
  };
}

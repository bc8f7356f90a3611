import type { GetParameterRequest, GetParameterResult } from "@aws-sdk/client-ssm";
import type { Checked } from "../../protocol/operation";
import type { Parameters } from "../parameters";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
export function getParameter(
  parameters: Parameters,
  { Name, WithDecryption }: Checked<GetParameterRequest>,
): GetParameterResult {
  return { Parameter: parameters.shown(parameters.select(Name), WithDecryption) };
}

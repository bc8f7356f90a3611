import type { GetParametersRequest, GetParametersResult, Parameter } from "@aws-sdk/client-ssm";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { Parameters } from "../parameters";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
export function getParameters(
  parameters: Parameters,
  { Names, WithDecryption }: Checked<GetParametersRequest>,
): GetParametersResult {
  const found: Parameter[] = [];
  const InvalidParameters: string[] = [];
  for (const name of new Set(Names)) {
    try {
      found.push(parameters.shown(parameters.select(name), WithDecryption));
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
      InvalidParameters.push(name);
    }
  }
  return { Parameters: found, InvalidParameters };
}

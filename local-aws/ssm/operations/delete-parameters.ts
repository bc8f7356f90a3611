import type { DeleteParametersRequest, DeleteParametersResult } from "@aws-sdk/client-ssm";
import type { Checked } from "../../protocol/operation";
import type { Parameters } from "../parameters";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html */
export function deleteParameters(
  parameters: Parameters,
  { Names }: Checked<DeleteParametersRequest>,
): DeleteParametersResult {
  const names = [...new Set(Names)];
  const DeletedParameters = names.filter((name) => parameters.remove(name));
  return { DeletedParameters, InvalidParameters: names.filter((name) => !DeletedParameters.includes(name)) };
}

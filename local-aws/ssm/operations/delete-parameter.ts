import type { DeleteParameterRequest } from "@aws-sdk/client-ssm";
import type { Checked } from "../../protocol/operation";
import { parameterNotFound } from "../errors";
import type { Parameters } from "../parameters";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameter.html */
export function deleteParameter(parameters: Parameters, { Name }: Checked<DeleteParameterRequest>): void {
  if (!parameters.remove(Name)) {
    throw parameterNotFound(Name);
  }
}

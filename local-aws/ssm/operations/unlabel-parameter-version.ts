import type { UnlabelParameterVersionRequest, UnlabelParameterVersionResult } from "@aws-sdk/client-ssm";
import type { Checked } from "../../protocol/operation";
import { versionNotFound } from "../errors";
import type { Parameters } from "../parameters";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_UnlabelParameterVersion.html */
export function unlabelParameterVersion(
  parameters: Parameters,
  { Name, ParameterVersion, Labels }: Checked<UnlabelParameterVersionRequest>,
): UnlabelParameterVersionResult {
  const parameter = parameters.get(Name);
  const version = parameter.versions.find((each) => each.version === ParameterVersion);
  if (version === undefined) {
    throw versionNotFound(parameter.name, String(ParameterVersion));
  }
  const RemovedLabels = Labels.filter((label) => version.labels.includes(label));
  const labels = version.labels.filter((label) => !RemovedLabels.includes(label));
  parameters.put({
    ...parameter,
    versions: parameter.versions.map((each) => (each === version ? { ...each, labels } : each)),
  });
  return { RemovedLabels, InvalidLabels: Labels.filter((label) => !RemovedLabels.includes(label)) };
}

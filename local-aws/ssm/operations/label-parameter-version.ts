import type { LabelParameterVersionRequest, LabelParameterVersionResult } from "@aws-sdk/client-ssm";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import { isLabel } from "../checks";
import { versionNotFound } from "../errors";
import { latest } from "../parameter";
import type { Parameters } from "../parameters";

const mostLabels = 10;

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_LabelParameterVersion.html */
export function labelParameterVersion(
  parameters: Parameters,
  { Name, ParameterVersion, Labels }: Checked<LabelParameterVersionRequest>,
): LabelParameterVersionResult {
  const parameter = parameters.get(Name);
  const number = ParameterVersion ?? latest(parameter).version;
  const version = parameter.versions.find((each) => each.version === number);
  if (version === undefined) {
    throw versionNotFound(parameter.name, String(number));
  }
  const taken = Labels.filter(isLabel);
  const labels = [...new Set([...version.labels, ...taken])];
  if (labels.length > mostLabels) {
    throw new AwsError(
      "ParameterVersionLabelLimitExceeded",
      "A parameter version can have maximum 10 labels. Move one or more labels to another version and try again.",
    );
  }
  parameters.put({
    ...parameter,
    versions: parameter.versions.map((each) =>
      each === version
        ? { ...each, labels }
        : { ...each, labels: each.labels.filter((label) => !taken.includes(label)) },
    ),
  });
  return { InvalidLabels: Labels.filter((label) => !isLabel(label)), ParameterVersion: number };
}

import type { GetParameterHistoryRequest, GetParameterHistoryResult } from "@aws-sdk/client-ssm";
import type { Checked } from "../../protocol/operation";
import { sortable } from "../../protocol/page-of";
import { described } from "../described";
import { pageOf } from "../pages";
import type { Parameters } from "../parameters";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameterHistory.html */
export function getParameterHistory(
  parameters: Parameters,
  input: Checked<GetParameterHistoryRequest>,
): GetParameterHistoryResult {
  const parameter = parameters.get(input.Name);
  const { versions } = parameter;
  const { page, next } = pageOf(versions, ({ version }) => sortable(version), input.NextToken, input.MaxResults ?? 50);
  return {
    Parameters: page.map((version) => ({
      ...described(parameter, version),
      Value: parameters.valueOf(version, input.WithDecryption),
      Labels: [...version.labels],
    })),
    NextToken: next,
  };
}

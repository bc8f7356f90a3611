import type { DescribeParametersRequest, DescribeParametersResult } from "@aws-sdk/client-ssm";
import type { Checked } from "../../protocol/operation";
import { described } from "../described";
import { validation } from "../errors";
import { filterOf } from "../filters";
import { pageOf } from "../pages";
import { latest } from "../parameter";
import type { Parameters } from "../parameters";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html */
export function describeParameters(
  parameters: Parameters,
  input: Checked<DescribeParametersRequest>,
): DescribeParametersResult {
  if (input.Filters !== undefined && input.ParameterFilters !== undefined) {
    throw validation("You can use either Filters or ParameterFilters in a single request.");
  }
  // the older ones of names are of their beginnings
  const older = input.Filters?.map(({ Key, Values }) => ({
    Key,
    Values,
    ...(Key === "Name" && { Option: "BeginsWith" }),
  }));
  const fits = filterOf(input.ParameterFilters ?? older, "DescribeParameters");
  const found = parameters.all().filter(fits);
  const { page, next } = pageOf(found, ({ name }) => name, input.NextToken, input.MaxResults ?? 50);
  return {
    Parameters: page.map((parameter) => ({ ...described(parameter, latest(parameter)), ARN: parameter.arn })),
    NextToken: next,
  };
}

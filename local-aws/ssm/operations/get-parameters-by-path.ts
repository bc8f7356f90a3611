import type { GetParametersByPathRequest, GetParametersByPathResult } from "@aws-sdk/client-ssm";
import type { Checked } from "../../protocol/operation";
import { validation } from "../errors";
import { filterOf, isBelow } from "../filters";
import { pageOf } from "../pages";
import { latest } from "../parameter";
import type { Parameters } from "../parameters";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html */
export function getParametersByPath(
  parameters: Parameters,
  input: Checked<GetParametersByPathRequest>,
): GetParametersByPathResult {
  const { Path, Recursive = false, ParameterFilters, WithDecryption } = input;
  if (!Path.startsWith("/")) {
    throw validation("The parameter path must be a fully qualified path that begins with a slash.");
  }
  const fits = filterOf(ParameterFilters, "GetParametersByPath");
  const found = parameters.all().filter((parameter) => isBelow(parameter.name, Path, Recursive) && fits(parameter));
  const { page, next } = pageOf(found, ({ name }) => name, input.NextToken, input.MaxResults ?? 10);
  return {
    Parameters: page.map((parameter) => parameters.shown({ parameter, version: latest(parameter) }, WithDecryption)),
    NextToken: next,
  };
}

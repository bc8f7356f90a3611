import type { FunctionConfiguration, GetFunctionConfigurationRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { parseFunctionName } from "../functions/function-name";
import { configurationOf } from "../functions/function-output";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
export function getFunctionConfiguration(
  context: LambdaContext,
  input: GetFunctionConfigurationRequest,
  { region }: RequestContext,
): FunctionConfiguration {
  const { name, qualifier } = parseFunctionName(input.FunctionName ?? "", input.Qualifier);
  const { record, version } = context.functions.resolve(name, qualifier, region, 1);
  return configurationOf(context, record, version, "later", qualifier);
}

import type { FunctionEventInvokeConfig, GetFunctionEventInvokeConfigRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { configOutput, configOwner, existingConfig } from "../invocations/event-invoke-config";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionEventInvokeConfig.html */
export function getFunctionEventInvokeConfig(
  { functions }: LambdaContext,
  input: GetFunctionEventInvokeConfigRequest,
  request: RequestContext,
): FunctionEventInvokeConfig {
  const { record, qualifier } = configOwner(functions, input, request);
  return configOutput(functions, record, qualifier, existingConfig(functions, record, qualifier));
}

import type { FunctionEventInvokeConfig, UpdateFunctionEventInvokeConfigRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { configOwner, existingConfig, putConfig } from "../invocations/event-invoke-config";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionEventInvokeConfig.html */
export function updateFunctionEventInvokeConfig(
  { functions }: LambdaContext,
  input: UpdateFunctionEventInvokeConfigRequest,
  request: RequestContext,
): FunctionEventInvokeConfig {
  const { record, qualifier } = configOwner(functions, input, request);
  return putConfig(functions, record, qualifier, input, existingConfig(functions, record, qualifier));
}

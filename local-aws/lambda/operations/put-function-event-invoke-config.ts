import type { FunctionEventInvokeConfig, PutFunctionEventInvokeConfigRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { configOwner, putConfig } from "../invocations/event-invoke-config";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
export function putFunctionEventInvokeConfig(
  { functions }: LambdaContext,
  input: PutFunctionEventInvokeConfigRequest,
  request: RequestContext,
): FunctionEventInvokeConfig {
  const { record, qualifier } = configOwner(functions, input, request);
  return putConfig(functions, record, qualifier, input);
}

import type { DeleteFunctionEventInvokeConfigRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { configOwner, existingConfig } from "../invocations/event-invoke-config";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionEventInvokeConfig.html */
export function deleteFunctionEventInvokeConfig(
  { functions }: LambdaContext,
  input: DeleteFunctionEventInvokeConfigRequest,
  request: RequestContext,
): void {
  const { record, qualifier } = configOwner(functions, input, request);
  existingConfig(functions, record, qualifier);
  const { [qualifier]: _, ...eventInvokeConfigs } = record.eventInvokeConfigs;
  functions.put({ ...record, eventInvokeConfigs });
}

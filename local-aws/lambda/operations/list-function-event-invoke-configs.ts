import type {
  ListFunctionEventInvokeConfigsRequest,
  ListFunctionEventInvokeConfigsResponse,
} from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { configOutput, configOwner } from "../invocations/event-invoke-config";
import type { LambdaContext } from "../lambda-context";
import { pageOf } from "../page";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctionEventInvokeConfigs.html */
export function listFunctionEventInvokeConfigs(
  { functions }: LambdaContext,
  input: ListFunctionEventInvokeConfigsRequest,
  request: RequestContext,
): ListFunctionEventInvokeConfigsResponse {
  const { record } = configOwner(functions, { FunctionName: input.FunctionName }, request);
  const all = Object.entries(record.eventInvokeConfigs).sort(([a], [b]) => (a < b ? -1 : 1));
  const { items, NextMarker } = pageOf(all, ([qualifier]) => qualifier, input);
  const FunctionEventInvokeConfigs = items.map(([qualifier, config]) =>
    configOutput(functions, record, qualifier, config),
  );
  return NextMarker === undefined ? { FunctionEventInvokeConfigs } : { FunctionEventInvokeConfigs, NextMarker };
}

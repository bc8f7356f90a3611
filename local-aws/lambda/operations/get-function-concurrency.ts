import type { GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { parseFunctionName } from "../functions/function-name";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html */
export function getFunctionConcurrency(
  { functions }: LambdaContext,
  input: GetFunctionConcurrencyRequest,
  { region }: RequestContext,
): GetFunctionConcurrencyResponse {
  const { reservedConcurrency } = functions.get(parseFunctionName(input.FunctionName ?? "").name, region);
  return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
}

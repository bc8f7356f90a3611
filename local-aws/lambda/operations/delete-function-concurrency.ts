import type { DeleteFunctionConcurrencyRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { parseFunctionName } from "../functions/function-name";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionConcurrency.html */
export function deleteFunctionConcurrency(
  { functions }: LambdaContext,
  input: DeleteFunctionConcurrencyRequest,
  { region }: RequestContext,
): void {
  const { reservedConcurrency: _, ...rest } = functions.get(parseFunctionName(input.FunctionName ?? "").name, region);
  functions.put(rest);
}

import type { PutFunctionConcurrencyRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { invalidParameter } from "../errors";
import { parseFunctionName } from "../functions/function-name";
import { leastUnreserved } from "../invocations/concurrency";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html */
export function putFunctionConcurrency(
  { functions, concurrency }: LambdaContext,
  input: PutFunctionConcurrencyRequest,
  { region }: RequestContext,
): { ReservedConcurrentExecutions: number } {
  const record = functions.get(parseFunctionName(input.FunctionName ?? "").name, region);
  const reserved = input.ReservedConcurrentExecutions ?? 0;
  if (concurrency.unreserved() + (record.reservedConcurrency ?? 0) - reserved < leastUnreserved) {
    throw invalidParameter(
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${leastUnreserved}].`,
    );
  }
  functions.put({ ...record, reservedConcurrency: reserved });
  return { ReservedConcurrentExecutions: reserved };
}

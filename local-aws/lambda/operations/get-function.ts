import type { GetFunctionRequest, GetFunctionResponse } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { parseFunctionName } from "../functions/function-name";
import { configurationOf } from "../functions/function-output";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
export function getFunction(
  context: LambdaContext,
  input: GetFunctionRequest,
  { region }: RequestContext,
): GetFunctionResponse {
  const { name, qualifier } = parseFunctionName(input.FunctionName ?? "", input.Qualifier);
  const { record, version } = context.functions.resolve(name, qualifier, region, 1);
  return {
    Configuration: configurationOf(context, record, version, "later", qualifier),
    Code: { RepositoryType: "S3", Location: context.links.to(version.codeSha256, record.region) },
    ...(Object.keys(record.tags).length === 0 ? {} : { Tags: { ...record.tags } }),
    ...(record.reservedConcurrency === undefined
      ? {}
      : { Concurrency: { ReservedConcurrentExecutions: record.reservedConcurrency } }),
  };
}

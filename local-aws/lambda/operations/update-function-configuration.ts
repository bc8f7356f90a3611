import type { FunctionConfiguration, UpdateFunctionConfigurationRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { revisionMismatch } from "../errors";
import { parseFunctionName } from "../functions/function-name";
import { configurationOf } from "../functions/function-output";
import type { FunctionVersion } from "../functions/function-record";
import { newRevision, settingsOf } from "../functions/function-settings";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html */
export async function updateFunctionConfiguration(
  context: LambdaContext,
  input: UpdateFunctionConfigurationRequest,
  { region }: RequestContext,
): Promise<FunctionConfiguration> {
  const { name } = parseFunctionName(input.FunctionName ?? "");
  const record = context.functions.get(name, region);
  const { version, codeSha256, codeSize, architectures, revisionId } = record.latest;
  if (input.RevisionId !== undefined && input.RevisionId !== revisionId) {
    throw revisionMismatch();
  }
  const settings = settingsOf(name, input, context.layers, record.latest);
  const latest: FunctionVersion = { version, codeSha256, codeSize, architectures, ...settings, ...newRevision() };
  const after = { ...record, latest };
  context.functions.put(after);
  await context.pool.retire(name);
  return configurationOf(context, after, latest, "updated");
}

import type { FunctionConfiguration, UpdateFunctionCodeRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { invalidParameter, revisionMismatch } from "../errors";
import { parseFunctionName } from "../functions/function-name";
import { configurationOf } from "../functions/function-output";
import { newRevision } from "../functions/function-settings";
import { readPackage } from "../functions/package";
import { publish } from "../functions/publish";
import { type LambdaContext, sweepCode } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html */
export async function updateFunctionCode(
  context: LambdaContext,
  input: UpdateFunctionCodeRequest,
  { region }: RequestContext,
): Promise<FunctionConfiguration> {
  const { name } = parseFunctionName(input.FunctionName ?? "");
  const isOther = (): boolean =>
    input.RevisionId !== undefined && input.RevisionId !== context.functions.get(name, region).latest.revisionId;
  if (input.ImageUri !== undefined) {
    throw invalidParameter("The embedded AWS runs no container images: give a zip.");
  }
  if (isOther()) {
    throw revisionMismatch();
  }
  const before = context.functions.get(name, region);
  const bytes = readPackage(context, input);
  const stored = input.DryRun ? await context.code.check(bytes) : await context.code.put(bytes);
  const record = context.functions.get(name, region);
  if (isOther()) {
    throw revisionMismatch();
  }
  const changed = {
    ...record.latest,
    codeSha256: stored.sha256,
    codeSize: stored.size,
    architectures: input.Architectures ?? before.latest.architectures,
    ...newRevision(),
  };
  if (input.DryRun) {
    return configurationOf(context, record, changed);
  }
  const after = { ...record, latest: changed };
  context.functions.put(after);
  await context.pool.retire(name);
  sweepCode(context);
  if (input.Publish) {
    const { record: published, version } = publish(context, after);
    return configurationOf(context, published, version, "updated");
  }
  return configurationOf(context, after, changed, "updated");
}

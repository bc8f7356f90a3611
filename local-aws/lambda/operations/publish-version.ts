import type { FunctionConfiguration, PublishVersionRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { invalidParameter, revisionMismatch } from "../errors";
import { parseFunctionName } from "../functions/function-name";
import { configurationOf } from "../functions/function-output";
import { publish } from "../functions/publish";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html */
export function publishVersion(
  context: LambdaContext,
  input: PublishVersionRequest,
  { region }: RequestContext,
): FunctionConfiguration {
  const { name } = parseFunctionName(input.FunctionName ?? "");
  const record = context.functions.get(name, region);
  const { latest } = record;
  if (input.RevisionId !== undefined && input.RevisionId !== latest.revisionId) {
    throw revisionMismatch();
  }
  const sha = Buffer.from(latest.codeSha256, "hex").toString("base64");
  if (input.CodeSha256 !== undefined && input.CodeSha256 !== sha) {
    throw invalidParameter(
      `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${sha}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  }
  const { record: published, version } = publish(context, record, input.Description);
  return configurationOf(context, published, version);
}

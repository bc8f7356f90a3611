import type { CreateFunctionRequest, FunctionConfiguration } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { conflict, invalidParameter } from "../errors";
import { parseFunctionName } from "../functions/function-name";
import { configurationOf } from "../functions/function-output";
import type { FunctionRecord } from "../functions/function-record";
import { newRevision, settingsOf } from "../functions/function-settings";
import { latest } from "../functions/function-store";
import { readPackage } from "../functions/package";
import { publish } from "../functions/publish";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export async function createFunction(
  context: LambdaContext,
  input: CreateFunctionRequest,
  request: RequestContext,
): Promise<FunctionConfiguration> {
  const { name } = parseFunctionName(input.FunctionName ?? "");
  if (input.PackageType === "Image" || input.Code?.ImageUri !== undefined) {
    throw invalidParameter(
      "The embedded AWS runs no container images: give a zip instead of Code.ImageUri, and PackageType Zip.",
    );
  }
  const check = (): void => {
    if (context.functions.find(name) !== undefined) {
      throw conflict(`Function already exist: ${name}`);
    }
  };
  check();
  const settings = settingsOf(name, input, context.layers);
  const stored = await context.code.put(readPackage(context, input.Code ?? {}));
  check();
  const record: FunctionRecord = {
    name,
    region: request.region,
    latest: {
      ...settings,
      version: latest,
      codeSha256: stored.sha256,
      codeSize: stored.size,
      architectures: input.Architectures ?? ["x86_64"],
      ...newRevision(),
    },
    published: [],
    lastPublished: 0,
    aliases: [],
    tags: input.Tags ?? {},
    eventInvokeConfigs: {},
    policies: {},
  };
  context.functions.put(record);
  if (input.Publish) {
    const { record: published, version } = publish(context, record);
    return configurationOf(context, published, version, "created");
  }
  return configurationOf(context, record, record.latest, "created");
}

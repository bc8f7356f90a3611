import type { PublishLayerVersionRequest, PublishLayerVersionResponse } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { awsTime } from "../functions/function-settings";
import { readPackage } from "../functions/package";
import type { LambdaContext } from "../lambda-context";
import { layerVersionOutput } from "../layers/layer-output";
import { type Layer, type LayerVersion, layerName } from "../layers/layer-store";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PublishLayerVersion.html */
export async function publishLayerVersion(
  context: LambdaContext,
  input: PublishLayerVersionRequest,
  { region }: RequestContext,
): Promise<PublishLayerVersionResponse> {
  const name = layerName(input.LayerName ?? "");
  const stored = await context.code.put(readPackage(context, input.Content ?? {}));
  const before: Layer = context.layers.find(name) ?? { name, region, lastVersion: 0, versions: [] };
  const version: LayerVersion = {
    version: before.lastVersion + 1,
    description: input.Description ?? "",
    compatibleRuntimes: input.CompatibleRuntimes ?? [],
    compatibleArchitectures: input.CompatibleArchitectures ?? [],
    codeSha256: stored.sha256,
    codeSize: stored.size,
    createdDate: awsTime(),
    ...(input.LicenseInfo === undefined ? {} : { licenseInfo: input.LicenseInfo }),
  };
  const layer: Layer = { ...before, lastVersion: version.version, versions: [...before.versions, version] };
  context.layers.put(layer);
  return layerVersionOutput(context, layer, version);
}

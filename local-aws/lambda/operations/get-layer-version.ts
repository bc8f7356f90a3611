import type { GetLayerVersionRequest, GetLayerVersionResponse } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import type { LambdaContext } from "../lambda-context";
import { layerVersionOutput } from "../layers/layer-output";
import { layerName } from "../layers/layer-store";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersion.html */
export function getLayerVersion(
  context: LambdaContext,
  input: GetLayerVersionRequest,
  { region }: RequestContext,
): GetLayerVersionResponse {
  const name = layerName(input.LayerName ?? "");
  const { layer, version } = context.layers.version(name, input.VersionNumber ?? 0, region);
  return layerVersionOutput(context, layer, version);
}

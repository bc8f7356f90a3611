import type { GetLayerVersionByArnRequest, GetLayerVersionResponse } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import type { LambdaContext } from "../lambda-context";
import { layerVersionOutput } from "../layers/layer-output";
import { layerName } from "../layers/layer-store";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersionByArn.html */
export function getLayerVersionByArn(
  context: LambdaContext,
  { Arn: arn = "" }: GetLayerVersionByArnRequest,
  { region }: RequestContext,
): GetLayerVersionResponse {
  const { layer, version } = context.layers.version(layerName(arn), Number(arn.split(":")[7]), region);
  return layerVersionOutput(context, layer, version);
}

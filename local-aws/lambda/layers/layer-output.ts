import type { GetLayerVersionResponse, LayerVersionsListItem } from "@aws-sdk/client-lambda";
import type { LambdaContext } from "../lambda-context";
import type { Layer, LayerVersion } from "./layer-store";

/** A version of a layer as lists show it. */
export function layerListItem(
  { layers }: Pick<LambdaContext, "layers">,
  layer: Layer,
  version: LayerVersion,
): LayerVersionsListItem {
  const { compatibleRuntimes, compatibleArchitectures, licenseInfo } = version;
  return {
    LayerVersionArn: layers.arn(layer, version.version),
    Version: version.version,
    Description: version.description,
    CreatedDate: version.createdDate,
    ...(compatibleRuntimes.length === 0 ? {} : { CompatibleRuntimes: [...compatibleRuntimes] }),
    ...(compatibleArchitectures.length === 0 ? {} : { CompatibleArchitectures: [...compatibleArchitectures] }),
    ...(licenseInfo === undefined ? {} : { LicenseInfo: licenseInfo }),
  };
}

/** A version of a layer with a link to its zip. */
export function layerVersionOutput(
  context: Pick<LambdaContext, "layers" | "links">,
  layer: Layer,
  version: LayerVersion,
): GetLayerVersionResponse {
  return {
    Content: {
      Location: context.links.to(version.codeSha256, layer.region),
      CodeSha256: Buffer.from(version.codeSha256, "hex").toString("base64"),
      CodeSize: version.codeSize,
    },
    LayerArn: context.layers.arn(layer),
    ...layerListItem(context, layer, version),
  };
}

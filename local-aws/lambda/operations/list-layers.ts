import type { LayersListItem, ListLayersRequest, ListLayersResponse } from "@aws-sdk/client-lambda";
import type { LambdaContext } from "../lambda-context";
import { isCompatible } from "../layers/compatible";
import { layerListItem } from "../layers/layer-output";
import { livingVersions } from "../layers/layer-store";
import { pageOf } from "../page";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListLayers.html */
export function listLayers(context: LambdaContext, input: ListLayersRequest): ListLayersResponse {
  const all = context.layers.all().flatMap((layer) => {
    const version = livingVersions(layer).findLast((one) => isCompatible(one, input));
    return version === undefined ? [] : [{ layer, version }];
  });
  const { items, NextMarker } = pageOf(all, ({ layer }) => layer.name, input);
  const Layers = items.map(
    ({ layer, version }): LayersListItem => ({
      LayerName: layer.name,
      LayerArn: context.layers.arn(layer),
      LatestMatchingVersion: layerListItem(context, layer, version),
    }),
  );
  return NextMarker === undefined ? { Layers } : { Layers, NextMarker };
}

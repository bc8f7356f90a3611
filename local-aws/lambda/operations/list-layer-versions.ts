import type { ListLayerVersionsRequest, ListLayerVersionsResponse } from "@aws-sdk/client-lambda";
import { sortable } from "../../protocol/page-of";
import type { LambdaContext } from "../lambda-context";
import { isCompatible } from "../layers/compatible";
import { layerListItem } from "../layers/layer-output";
import { layerName, livingVersions } from "../layers/layer-store";
import { pageOf } from "../page";

/** The newest first. @see https://docs.aws.amazon.com/lambda/latest/api/API_ListLayerVersions.html */
export function listLayerVersions(context: LambdaContext, input: ListLayerVersionsRequest): ListLayerVersionsResponse {
  const layer = context.layers.find(layerName(input.LayerName ?? ""));
  if (layer === undefined) {
    return { LayerVersions: [] };
  }
  const all = livingVersions(layer)
    .filter((version) => isCompatible(version, input))
    .reverse();
  const { items, NextMarker } = pageOf(all, ({ version }) => sortable(Number.MAX_SAFE_INTEGER - version), input);
  const LayerVersions = items.map((version) => layerListItem(context, layer, version));
  return NextMarker === undefined ? { LayerVersions } : { LayerVersions, NextMarker };
}

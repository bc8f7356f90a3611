import type { DeleteLayerVersionRequest } from "@aws-sdk/client-lambda";
import type { LambdaContext } from "../lambda-context";
import { layerName } from "../layers/layer-store";

/** Functions that have it keep it. @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteLayerVersion.html */
export function deleteLayerVersion({ layers }: LambdaContext, input: DeleteLayerVersionRequest): void {
  const layer = layers.find(layerName(input.LayerName ?? ""));
  if (layer !== undefined) {
    const versions = layer.versions.map((version) =>
      version.version === input.VersionNumber ? { ...version, isDeleted: true } : version,
    );
    layers.put({ ...layer, versions });
  }
}

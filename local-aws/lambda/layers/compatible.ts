import type { ListLayersRequest } from "@aws-sdk/client-lambda";
import type { LayerVersion } from "./layer-store";

/** Whether a version is for a runtime and an architecture, where these are asked for. */
export function isCompatible(
  { compatibleRuntimes, compatibleArchitectures }: LayerVersion,
  { CompatibleRuntime: runtime, CompatibleArchitecture: architecture }: ListLayersRequest,
): boolean {
  return (
    (runtime === undefined || compatibleRuntimes.includes(runtime)) &&
    (architecture === undefined || compatibleArchitectures.includes(architecture))
  );
}

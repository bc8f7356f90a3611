import type { ListEngineVersionsInput, ListEngineVersionsOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { pageOf } from "../pagination";
import { engineVersion } from "../work-groups/work-groups";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_ListEngineVersions.html */
export function listEngineVersions(_: AthenaContext, input: ListEngineVersionsInput): ListEngineVersionsOutput {
  const versions = [engineVersion({ SelectedEngineVersion: "AUTO" }), engineVersion()];
  const { items, NextToken } = pageOf(versions, (version) => version.SelectedEngineVersion, input, 10);
  return { EngineVersions: items, NextToken };
}

import { checkArn } from "./arns";
import { resourceNotFound } from "./errors";
import type { MapRun, MapRuns } from "./stores/map-runs";

/** @throws AwsError InvalidArn, ResourceNotFound */
export function foundMapRun(mapRuns: MapRuns, arn: string): MapRun {
  checkArn(arn, "mapRun");
  const run = mapRuns.find(arn);
  if (run === undefined) {
    throw resourceNotFound(arn);
  }
  return run;
}

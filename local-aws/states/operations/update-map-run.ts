import type { UpdateMapRunInput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { foundMapRun } from "../found-map-run";
import type { StatesContext } from "../states-context";

/**
 * What it tolerates and how many run at once holds for children that have not begun.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateMapRun.html
 */
export function updateMapRun({ environment }: StatesContext, input: Checked<UpdateMapRunInput>): void {
  const run = foundMapRun(environment.mapRuns, input.mapRunArn);
  const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = input;
  environment.mapRuns.write({
    ...run,
    maxConcurrency: maxConcurrency ?? run.maxConcurrency,
    toleratedFailureCount: toleratedFailureCount ?? run.toleratedFailureCount,
    toleratedFailurePercentage: toleratedFailurePercentage ?? run.toleratedFailurePercentage,
  });
}

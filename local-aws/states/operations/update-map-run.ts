import type { UpdateMapRunInput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { foundMapRun } from "../found-map-run";
import type { StatesContext } from "../states-context";

/**
 * What it tolerates holds from the next child that ends. How many run at once cannot be changed here: that is refused.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateMapRun.html
 */
export function updateMapRun({ environment }: StatesContext, input: Checked<UpdateMapRunInput>): void {
  const run = foundMapRun(environment.mapRuns, input.mapRunArn);
  const { toleratedFailureCount, toleratedFailurePercentage } = input;
  environment.mapRuns.write({
    ...run,
    toleratedFailureCount: toleratedFailureCount ?? run.toleratedFailureCount,
    toleratedFailurePercentage: toleratedFailurePercentage ?? run.toleratedFailurePercentage,
  });
}

import type { ListMapRunsInput, ListMapRunsOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { sortedBy } from "../../protocol/page-of";
import { foundExecution } from "../arns";
import { newestFirstKey, pageOf } from "../pages";
import type { StatesContext } from "../states-context";
import type { MapRun } from "../stores/map-runs";

const keyOf = ({ startDate, arn }: MapRun): string => newestFirstKey(startDate, arn);

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListMapRuns.html */
export function listMapRuns(
  { executions, environment }: StatesContext,
  input: Checked<ListMapRunsInput>,
): ListMapRunsOutput {
  foundExecution(input.executionArn, (arn) => executions.records.find(arn));
  const { items, ...next } = pageOf(sortedBy(environment.mapRuns.of(input.executionArn), keyOf), keyOf, input);
  return {
    mapRuns: items.map(({ arn, executionArn, machineArn, startDate, stopDate }) => ({
      mapRunArn: arn,
      executionArn,
      stateMachineArn: machineArn,
      startDate: new Date(startDate),
      ...(stopDate !== undefined && { stopDate: new Date(stopDate) }),
    })),
    ...next,
  };
}

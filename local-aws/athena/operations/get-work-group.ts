import type { GetWorkGroupInput, GetWorkGroupOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetWorkGroup.html */
export function getWorkGroup(context: AthenaContext, input: GetWorkGroupInput): GetWorkGroupOutput {
  return { WorkGroup: context.workGroups.get(input.WorkGroup) };
}

import type { ListWorkGroupsInput, ListWorkGroupsOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { pageOf } from "../pagination";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_ListWorkGroups.html */
export function listWorkGroups(context: AthenaContext, input: ListWorkGroupsInput): ListWorkGroupsOutput {
  const { items, NextToken } = pageOf(context.workGroups.all(), ({ Name }) => Name, input);
  return {
    WorkGroups: items.map(({ Name, State, Description, CreationTime, Configuration }) => ({
      Name,
      State,
      Description,
      CreationTime,
      EngineVersion: Configuration?.EngineVersion,
    })),
    NextToken,
  };
}

import type { CreateWorkGroupInput, CreateWorkGroupOutput } from "@aws-sdk/client-athena";
import { AwsError } from "../../protocol/aws-error";
import type { AthenaContext } from "../athena-context";
import { engineVersion } from "../work-groups";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html */
export function createWorkGroup(context: AthenaContext, input: CreateWorkGroupInput): CreateWorkGroupOutput {
  if (context.workGroups.all().some((group) => group.Name === input.Name)) {
    throw new AwsError("InvalidRequestException", "WorkGroup is already created");
  }
  if (input.Configuration?.BytesScannedCutoffPerQuery !== undefined) {
    const limit = input.Configuration.BytesScannedCutoffPerQuery;
    if (limit < 10_000_000) {
      throw new AwsError("InvalidRequestException", "BytesScannedCutoffPerQuery must be at least 10000000 bytes.");
    }
  }
  context.workGroups.put({
    Name: input.Name,
    State: "ENABLED",
    Description: input.Description ?? "",
    CreationTime: new Date(),
    Configuration: {
      EnforceWorkGroupConfiguration: true,
      PublishCloudWatchMetricsEnabled: false,
      RequesterPaysEnabled: false,
      ...input.Configuration,
      EngineVersion: engineVersion,
    },
  });
  return {};
}

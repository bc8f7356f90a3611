import type { CreateWorkGroupInput, CreateWorkGroupOutput } from "@aws-sdk/client-athena";
import { AwsError } from "../../protocol/aws-error";
import type { AthenaContext } from "../athena-context";
import { checkScanLimit, engineVersion } from "../work-groups";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html */
export function createWorkGroup(context: AthenaContext, input: CreateWorkGroupInput): CreateWorkGroupOutput {
  if (context.workGroups.all().some((group) => group.Name === input.Name)) {
    throw new AwsError("InvalidRequestException", "WorkGroup is already created");
  }
  checkScanLimit(input.Configuration?.BytesScannedCutoffPerQuery);
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

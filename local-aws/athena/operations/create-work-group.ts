import type { CreateWorkGroupInput, CreateWorkGroupOutput } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { parseOutputLocation } from "../results/output-location";
import { invalidRequest } from "../validation";
import { engineVersion } from "../work-groups/work-groups";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html */
export function createWorkGroup(context: AthenaContext, input: CreateWorkGroupInput): CreateWorkGroupOutput {
  if (context.workGroups.all().some((group) => group.Name === input.Name)) {
    throw invalidRequest("WorkGroup is already created");
  }
  const { EngineVersion, ...configuration } = input.Configuration ?? {};
  const engine = engineVersion(EngineVersion);
  const { OutputLocation } = input.Configuration?.ResultConfiguration ?? {};
  if (OutputLocation !== undefined) {
    parseOutputLocation(OutputLocation);
  }
  context.tags.add(input.Name ?? "", input.Tags ?? []);
  context.workGroups.put({
    Name: input.Name,
    State: "ENABLED",
    Description: input.Description ?? "",
    CreationTime: new Date(),
    Configuration: {
      EnforceWorkGroupConfiguration: true,
      PublishCloudWatchMetricsEnabled: false,
      RequesterPaysEnabled: false,
      ...configuration,
      EngineVersion: engine,
    },
  });
  return {};
}

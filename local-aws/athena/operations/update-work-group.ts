import type { UpdateWorkGroupInput, UpdateWorkGroupOutput, WorkGroupConfiguration } from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { parseOutputLocation } from "../results/output-location";
import { checkEngineVersion, checkScanLimit, engineVersion } from "../work-groups/work-groups";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_UpdateWorkGroup.html */
export function updateWorkGroup(context: AthenaContext, input: UpdateWorkGroupInput): UpdateWorkGroupOutput {
  const group = context.workGroups.get(input.WorkGroup);
  const updates = input.ConfigurationUpdates;
  checkEngineVersion(updates?.EngineVersion);
  checkScanLimit(updates?.BytesScannedCutoffPerQuery);
  const configuration: WorkGroupConfiguration = { ...group.Configuration };
  const results = updates?.ResultConfigurationUpdates;
  if (results?.RemoveOutputLocation) {
    configuration.ResultConfiguration = { ...configuration.ResultConfiguration, OutputLocation: undefined };
  } else if (results?.OutputLocation !== undefined) {
    parseOutputLocation(results.OutputLocation);
    configuration.ResultConfiguration = {
      ...configuration.ResultConfiguration,
      OutputLocation: results.OutputLocation,
    };
  }
  if (updates?.RemoveBytesScannedCutoffPerQuery) {
    configuration.BytesScannedCutoffPerQuery = undefined;
  } else if (updates?.BytesScannedCutoffPerQuery !== undefined) {
    configuration.BytesScannedCutoffPerQuery = updates.BytesScannedCutoffPerQuery;
  }
  if (updates?.EnforceWorkGroupConfiguration !== undefined) {
    configuration.EnforceWorkGroupConfiguration = updates.EnforceWorkGroupConfiguration;
  }
  if (updates?.PublishCloudWatchMetricsEnabled !== undefined) {
    configuration.PublishCloudWatchMetricsEnabled = updates.PublishCloudWatchMetricsEnabled;
  }
  if (updates?.RequesterPaysEnabled !== undefined) {
    configuration.RequesterPaysEnabled = updates.RequesterPaysEnabled;
  }
  if (updates?.EngineVersion !== undefined) {
    configuration.EngineVersion = { ...engineVersion, ...updates.EngineVersion };
  }
  context.workGroups.put({
    ...group,
    Configuration: configuration,
    State: input.State ?? group.State,
    Description: input.Description ?? group.Description,
  });
  return {};
}

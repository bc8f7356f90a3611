import type {
  ResultConfiguration,
  ResultConfigurationUpdates,
  UpdateWorkGroupInput,
  UpdateWorkGroupOutput,
} from "@aws-sdk/client-athena";
import type { AthenaContext } from "../athena-context";
import { parseOutputLocation } from "../results/output-location";
import { engineVersion } from "../work-groups/work-groups";

/** @see https://docs.aws.amazon.com/athena/latest/APIReference/API_UpdateWorkGroup.html */
export function updateWorkGroup(context: AthenaContext, input: UpdateWorkGroupInput): UpdateWorkGroupOutput {
  const group = context.workGroups.get(input.WorkGroup);
  const {
    ResultConfigurationUpdates: results,
    ManagedQueryResultsConfigurationUpdates: _notManaged,
    EngineVersion: version,
    RemoveBytesScannedCutoffPerQuery: isWithoutLimit,
    RemoveCustomerContentEncryptionConfiguration: _none,
    ...others
  } = input.ConfigurationUpdates ?? {};
  const { ResultConfiguration: before } = group.Configuration ?? {};
  context.workGroups.put({
    ...group,
    Configuration: {
      ...group.Configuration,
      ...others,
      ...(results !== undefined && { ResultConfiguration: updatedResults(before, results) }),
      ...(version !== undefined && { EngineVersion: engineVersion(version) }),
      ...(isWithoutLimit === true && { BytesScannedCutoffPerQuery: undefined }),
    },
    State: input.State ?? group.State,
    Description: input.Description ?? group.Description,
  });
  return {};
}

/** Each member is taken away, set anew, or as it was before. */
function updatedResults(before: ResultConfiguration = {}, updates: ResultConfigurationUpdates): ResultConfiguration {
  if (updates.OutputLocation !== undefined) {
    parseOutputLocation(updates.OutputLocation);
  }
  const of = <Member extends keyof ResultConfiguration>(name: Member): ResultConfiguration[Member] =>
    updates[`Remove${name}`] ? undefined : (updates[name] ?? before[name]);
  return {
    OutputLocation: of("OutputLocation"),
    EncryptionConfiguration: of("EncryptionConfiguration"),
    ExpectedBucketOwner: of("ExpectedBucketOwner"),
    AclConfiguration: of("AclConfiguration"),
  };
}

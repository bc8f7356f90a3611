import { AwsError } from "../protocol/aws-error";
import type { StoredParameter } from "./parameter";
import type { Parameters } from "./parameters";

/** The parameter that a request about tags names. @throws AwsError InvalidResourceType, InvalidResourceId */
export function taggedParameter(
  parameters: Parameters,
  { ResourceType, ResourceId }: { readonly ResourceType: string; readonly ResourceId: string },
): StoredParameter {
  if (ResourceType !== "Parameter") {
    throw new AwsError(
      "InvalidResourceType",
      `The embedded AWS has resources of the type Parameter; not ${ResourceType}.`,
    );
  }
  const parameter = parameters.find(ResourceId);
  if (parameter === undefined) {
    throw new AwsError("InvalidResourceId", `There is no parameter ${ResourceId}.`);
  }
  return parameter;
}

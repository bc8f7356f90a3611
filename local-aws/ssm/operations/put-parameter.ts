import type { ParameterTier, PutParameterRequest, PutParameterResult } from "@aws-sdk/client-ssm";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { checkName, checkValue } from "../checks";
import { validation } from "../errors";
import { latest, type ParameterVersion, type StoredParameter } from "../parameter";
import type { Parameters } from "../parameters";

const mostVersions = 100;
const mostBytes = { Standard: 4096, Advanced: 8192 };

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
export function putParameter(
  parameters: Parameters,
  input: Checked<PutParameterRequest>,
  { region, accountId }: RequestContext,
): PutParameterResult {
  const { Name: name, Value: value } = input;
  checkName(name);
  checkValue(input);
  const before = parameters.find(name);
  const old = before && latest(before);
  if (before !== undefined && !input.Overwrite) {
    throw new AwsError(
      "ParameterAlreadyExists",
      "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
    );
  }
  if (input.Overwrite && input.Tags !== undefined) {
    throw validation(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
    );
  }
  const type = input.Type ?? old?.type;
  if (type === undefined) {
    throw validation("A parameter type is required when you create a parameter.");
  }
  if (old !== undefined && old.type !== type) {
    throw new AwsError(
      "HierarchyTypeMismatchException",
      `Parameter Store does not support changing a parameter type: ${name} is a ${old.type}.`,
    );
  }
  if (input.KeyId !== undefined && type !== "SecureString") {
    throw validation("KeyId is required for SecureString type parameter only.");
  }
  const tier = tierOf(input, old);
  const version: ParameterVersion = {
    version: (old?.version ?? 0) + 1,
    type,
    value: type === "SecureString" ? parameters.secureStrings.lock(value) : value,
    keyId: type === "SecureString" ? (input.KeyId ?? old?.keyId ?? "alias/aws/ssm") : undefined,
    description: input.Description,
    allowedPattern: input.AllowedPattern,
    tier,
    dataType: "text",
    modified: Date.now(),
    user: `arn:aws:iam::${accountId}:user/local`,
    labels: [],
  };
  const arn = `arn:aws:ssm:${region}:${accountId}:parameter${name.startsWith("/") ? "" : "/"}${name}`;
  const parameter: StoredParameter = before ?? { name, arn, tags: input.Tags ?? [], versions: [] };
  parameters.put({ ...parameter, versions: [...withRoom(parameter), version] });
  return { Version: version.version, Tier: tier };
}

/** @throws AwsError ValidationException where the value is too long for it, or the parameter had a higher one */
function tierOf({ Tier, Value }: Checked<PutParameterRequest>, old: ParameterVersion | undefined): ParameterTier {
  const bytes = Buffer.byteLength(Value);
  if (Tier === "Standard" && old?.tier === "Advanced") {
    throw validation(
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a standard parameter.",
    );
  }
  const isLong = bytes > mostBytes.Standard;
  const chosen = Tier === "Intelligent-Tiering" ? (isLong ? "Advanced" : undefined) : Tier;
  const tier = chosen ?? old?.tier ?? "Standard";
  if (tier === "Standard" && isLong) {
    throw validation(
      "Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html",
    );
  }
  if (bytes > mostBytes.Advanced) {
    throw validation("Advanced tier parameters support a maximum parameter value of 8192 characters.");
  }
  return tier;
}

/** The versions without the oldest one where there are as many as AWS keeps. */
function withRoom({ name, versions }: StoredParameter): readonly ParameterVersion[] {
  const [oldest, ...others] = versions;
  if (oldest === undefined || versions.length < mostVersions) {
    return versions;
  }
  if (oldest.labels.length > 0) {
    throw new AwsError(
      "ParameterMaxVersionLimitExceeded",
      `You attempted to create a new version of ${name} by calling the PutParameter API with the overwrite flag. Version ${oldest.version}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
    );
  }
  return others;
}

import type { RemoveTagsFromResourceRequest } from "@aws-sdk/client-ssm";
import type { Checked } from "../../protocol/operation";
import type { Parameters } from "../parameters";
import { taggedParameter } from "../tagged";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RemoveTagsFromResource.html */
export function removeTagsFromResource(parameters: Parameters, input: Checked<RemoveTagsFromResourceRequest>): void {
  const parameter = taggedParameter(parameters, input);
  parameters.put({ ...parameter, tags: parameter.tags.filter(({ Key = "" }) => !input.TagKeys.includes(Key)) });
}

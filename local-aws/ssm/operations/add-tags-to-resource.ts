import type { AddTagsToResourceRequest } from "@aws-sdk/client-ssm";
import type { Checked } from "../../protocol/operation";
import type { Parameters } from "../parameters";
import { taggedParameter } from "../tagged";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html */
export function addTagsToResource(parameters: Parameters, input: Checked<AddTagsToResourceRequest>): void {
  const parameter = taggedParameter(parameters, input);
  const kept = parameter.tags.filter(({ Key }) => !input.Tags.some((tag) => tag.Key === Key));
  parameters.put({ ...parameter, tags: [...kept, ...input.Tags] });
}

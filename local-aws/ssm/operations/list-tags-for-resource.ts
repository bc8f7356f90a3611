import type { ListTagsForResourceRequest, ListTagsForResourceResult } from "@aws-sdk/client-ssm";
import type { Checked } from "../../protocol/operation";
import type { Parameters } from "../parameters";
import { taggedParameter } from "../tagged";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ListTagsForResource.html */
export function listTagsForResource(
  parameters: Parameters,
  input: Checked<ListTagsForResourceRequest>,
): ListTagsForResourceResult {
  return { TagList: [...taggedParameter(parameters, input).tags] };
}

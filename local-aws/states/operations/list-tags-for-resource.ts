import type { ListTagsForResourceInput, ListTagsForResourceOutput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import type { StatesContext } from "../states-context";
import { tagged } from "../tagged";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListTagsForResource.html */
export function listTagsForResource(
  context: StatesContext,
  { resourceArn }: Checked<ListTagsForResourceInput>,
): ListTagsForResourceOutput {
  return { tags: [...tagged(context, resourceArn).tags] };
}

import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import type { EventsContext } from "../events-context";
import { tagsOf } from "../tags";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTagsForResource.html */
export function listTagsForResource(
  context: EventsContext,
  { ResourceARN }: Checked<ListTagsForResourceRequest>,
  { region }: RequestContext,
): ListTagsForResourceResponse {
  return { Tags: [...tagsOf(context, ResourceARN, region)] };
}

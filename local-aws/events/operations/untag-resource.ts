import type { UntagResourceRequest } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import type { EventsContext } from "../events-context";
import { changeTags } from "../tags";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_UntagResource.html */
export function untagResource(
  context: EventsContext,
  { ResourceARN, TagKeys }: Checked<UntagResourceRequest>,
  { region }: RequestContext,
): void {
  changeTags(context, ResourceARN, region, (tags) => tags.filter(({ Key }) => !TagKeys.includes(Key ?? "")));
}

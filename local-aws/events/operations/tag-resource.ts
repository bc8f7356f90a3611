import type { TagResourceRequest } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import type { EventsContext } from "../events-context";
import { changeTags } from "../tags";

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TagResource.html */
export function tagResource(
  context: EventsContext,
  { ResourceARN, Tags }: Checked<TagResourceRequest>,
  { region }: RequestContext,
): void {
  const keys = new Set(Tags.map(({ Key }) => Key));
  changeTags(context, ResourceARN, region, (tags) => [...tags.filter(({ Key }) => !keys.has(Key ?? "")), ...Tags]);
}

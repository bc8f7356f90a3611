import type { Tag } from "@aws-sdk/client-eventbridge";
import { limitExceeded } from "./errors";
import type { EventsContext } from "./events-context";
import { resourceOf } from "./resource-names";

const mostTags = 50;

/** The tags of a bus or rule. @throws AwsError ResourceNotFoundException */
export function tagsOf({ buses, rules }: EventsContext, arn: string, region: string): readonly Tag[] {
  const { bus, rule } = resourceOf(arn);
  return rule === undefined ? buses.get(bus, region).tags : rules.get(bus, rule).tags;
}

/** Changes the tags of a bus or rule. @throws AwsError ResourceNotFoundException, LimitExceededException */
export function changeTags(
  context: EventsContext,
  arn: string,
  region: string,
  change: (tags: readonly Tag[]) => Tag[],
): void {
  const tags = change(tagsOf(context, arn, region));
  if (tags.length > mostTags) {
    throw limitExceeded();
  }
  const { bus, rule } = resourceOf(arn);
  if (rule === undefined) {
    context.buses.write({ ...context.buses.get(bus, region), tags });
  } else {
    context.rules.write({ ...context.rules.get(bus, rule), tags });
  }
}

import type { Tag } from "@aws-sdk/client-cloudwatch";
import { AwsError } from "../protocol/aws-error";
import type { Checked } from "../protocol/operation";
import { invalidValue } from "./errors";
import type { MonitoringContext } from "./monitoring-context";

type Tags = Readonly<Record<string, string>>;

const mostTags = 50;

/** Tags of a request. @param before Those that are there already. @throws AwsError InvalidParameterValue */
export function readTags(tags: readonly Checked<Tag>[] = [], before: Tags = {}): Tags {
  const all = { ...before, ...Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])) };
  if (Object.keys(all).length > mostTags) {
    throw invalidValue(`A resource has ${mostTags} tags at most.`);
  }
  return all;
}

/** What an ARN names, with its tags. @throws AwsError ResourceNotFoundException */
export function taggedResource(
  { alarms, dashboards }: MonitoringContext,
  arn: string,
): { readonly tags: Tags; readonly put: (tags: Tags) => void } {
  const alarm = alarms.byArn(arn);
  if (alarm !== undefined) {
    return { tags: alarm.tags, put: (tags) => alarms.put({ ...alarm, tags }) };
  }
  const dashboard = dashboards.find(/^arn:aws:cloudwatch::\d{12}:dashboard\/(.+)$/.exec(arn)?.[1] ?? "");
  if (dashboard !== undefined) {
    return { tags: dashboard.tags, put: (tags) => dashboards.put({ ...dashboard, tags }) };
  }
  throw new AwsError("ResourceNotFoundException", `The resource ${arn} does not exist.`, 404);
}

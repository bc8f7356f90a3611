import type { ListTriggersRequest, ListTriggersResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ListTriggers.html */
export function listTriggers({ triggers, tags }: GlueContext, input: ListTriggersRequest): ListTriggersResponse {
  const wanted = Object.entries(input.Tags ?? {});
  const names = triggers.starting(input.DependentJobName).map((trigger) => trigger.Name ?? "");
  const tagged = names.filter((name) => {
    const own = tags.get(`trigger/${name}`);
    return wanted.every(([key, value]) => own[key] === value);
  });
  const { items, NextToken } = pageOf(tagged, (name) => name, input, 200);
  return { TriggerNames: items, NextToken };
}

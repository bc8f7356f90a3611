import type { ListTriggersRequest, ListTriggersResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { page } from "../../page";
import type { Tags } from "../../tags";
import type { Triggers } from "../triggers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ListTriggers.html */
export const listTriggers =
  (triggers: Triggers, tags: Tags): Operation<ListTriggersRequest, ListTriggersResponse> =>
  (input) => {
    const wanted = Object.entries(input.Tags ?? {});
    const names = triggers.starting(input.DependentJobName).map((trigger) => trigger.Name ?? "");
    const tagged = names.filter((name) => {
      const own = tags.get(`trigger/${name}`);
      return wanted.every(([key, value]) => own[key] === value);
    });
    const { items, NextToken } = page(tagged, (name) => name, input, 200);
    return { TriggerNames: items, NextToken };
  };

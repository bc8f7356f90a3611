import type { UpdateCrawlerScheduleRequest, UpdateCrawlerScheduleResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";
import { newSchedule } from "../crawler-definition";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateCrawlerSchedule.html */
export function updateCrawlerSchedule(
  { crawlers }: GlueContext,
  input: Checked<UpdateCrawlerScheduleRequest>,
): UpdateCrawlerScheduleResponse {
  const name = input.CrawlerName;
  crawlers.get(name);
  crawlers.setSchedule(name, newSchedule(input.Schedule));
  return {};
}

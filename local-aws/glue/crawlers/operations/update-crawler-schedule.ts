import type { UpdateCrawlerScheduleRequest, UpdateCrawlerScheduleResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { newSchedule } from "../crawler-definition";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateCrawlerSchedule.html */
export function updateCrawlerSchedule(
  { crawlers }: GlueContext,
  input: UpdateCrawlerScheduleRequest,
): UpdateCrawlerScheduleResponse {
  const name = required("crawlerName", input.CrawlerName);
  crawlers.get(name);
  crawlers.setSchedule(name, newSchedule(input.Schedule));
  return {};
}
